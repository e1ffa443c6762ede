import { ComplianceAlerts } from './element/compliance-alerts.ts';
import { defineElements } from './element/define-elements.ts';
import { EN } from './locale/en.ts';
import { ZH_CN } from './locale/zh-cn.ts';
import { styleHref } from './style/adopt-style.ts';

// What a page gets as `ForecheckWidget` that loads the script by a tag.
ComplianceAlerts.styleHref = styleHref();

/** Names of the elements in this page. */
export const names = defineElements();

/** The locales, for pages that make one of their own. */
export const locales = { zhCn: ZH_CN, en: EN };
