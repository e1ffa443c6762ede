import { EN } from '../locale/en.ts';
import type { Words } from '../locale/words.ts';
import { ZH_CN } from '../locale/zh-cn.ts';

/** The words for an element: by its own `lang`, else by that of what is around it, else Chinese. */
export function wordsOf(element: Element): Words {
  const holder = element.closest('[lang]');
  const lang = holder === null ? '' : holder.getAttribute('lang') || '';
  return lang.slice(0, 2).toLowerCase() === 'en' ? EN : ZH_CN;
}
