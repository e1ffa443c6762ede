import type { LocalText } from '../../model/evaluation.ts';
import type { Check } from '../check.ts';
import { findMode } from '../mode-table.ts';
import type { Report } from '../report.ts';
import type { Row } from '../source-view.ts';

/** Placeholders of a message are ones that exist, that the mode fills, and the same in both languages. */
export const checkPlaceholders: Check = (view, report) => {
  for (const rule of view.rules) {
    const { message, logic } = rule.content;
    const filled = findMode(logic)?.placeholders ?? KNOWN;
    for (const language of ['zh-CN', 'en'] as const) {
      for (const name of placeholdersOf(message[language]))
        checkName(name, filled, rule, `message.${language}`, report);
    }
    checkEvenness(rule, message, report);
  }
};

function checkName(name: string, filled: readonly string[], rule: Row<unknown>, path: string, report: Report): void {
  if (ALWAYS_FILLED.includes(name) || filled.includes(name)) return;
  if (KNOWN.includes(name)) {
    report.add('placeholder-unfilled', rule, path, `\`{${name}}\` stays empty for this kind of rule`);
    return;
  }
  const known = [...ALWAYS_FILLED, ...filled].map((it) => `\`{${it}}\``).join(' ');
  report.add('placeholder-unknown', rule, path, `\`{${name}}\` is not a placeholder; there are ${known}`);
}

function checkEvenness(rule: Row<unknown>, message: LocalText, report: Report): void {
  const chinese = placeholdersOf(message['zh-CN']);
  const english = placeholdersOf(message.en);
  const uneven = [...chinese, ...english].filter((name) => chinese.has(name) !== english.has(name));
  if (uneven.length === 0 || message['zh-CN'] === '' || message.en === '') return;
  const names = uneven.map((name) => `\`{${name}}\``).join(' ');
  report.add('placeholder-uneven', rule, 'message', `${names} stands in one language only`);
}

function placeholdersOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? ''));
}

const ALWAYS_FILLED: readonly string[] = ['item', 'text'];
const KNOWN: readonly string[] = [...ALWAYS_FILLED, 'other', 'value', 'bound', 'excess', 'unit'];
