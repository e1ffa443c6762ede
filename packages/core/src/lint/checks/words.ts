import type { LocalText } from '../../model/evaluation.ts';
import type { RuleDefinition } from '../../source/rule-source.ts';
import { applicationsOf, type Check } from '../check.ts';
import type { Report } from '../report.ts';
import type { Row } from '../source-view.ts';

/** What people will read is there, in both languages, and says where it comes from. */
export const checkWords: Check = (view, report, around) => {
  for (const rule of view.rules) {
    checkTranslation(rule, 'name', rule.content.name, report);
    checkTranslation(rule, 'message', rule.content.message, report);
    if (rule.content.basis.length > 0) continue;
    const points = view.knowledgeByRule.get(rule.id) ?? [];
    if (points.length > 0 && points.every(({ content }) => content.basis !== undefined)) continue;
    report.add('basis-missing', rule, 'basis', 'neither the rule nor each of its knowledge points names a clause');
  }
  for (const point of view.knowledge) {
    if (point.content.text !== undefined && point.content.text.trim() !== '') continue;
    const asks = applicationsOf(point, view, around).some(
      ({ logic }) => logic.kind === 'indication' && logic.mode === 'evidence',
    );
    if (asks)
      report.add('prompt-missing', point, 'text', 'the rule asks a practitioner, but the question is not written');
  }
};

function checkTranslation(rule: Row<RuleDefinition>, field: string, text: LocalText, report: Report): void {
  for (const language of ['zh-CN', 'en'] as const) {
    if (text[language].trim() !== '') continue;
    report.add('translation-missing', rule, `${field}.${language}`, `the ${field} has no text in \`${language}\``);
  }
  // Placeholders alone read the same in every language.
  if (text['zh-CN'] !== text.en || !/\p{L}/u.test(text.en.replace(/\{\w*\}/g, ''))) return;
  const other = /\p{Script=Han}/u.test(text.en) ? 'en' : 'zh-CN';
  report.add('translation-missing', rule, `${field}.${other}`, `the ${field} is the same in both languages`);
}
