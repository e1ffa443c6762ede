import type { Answered } from '../model/checked.ts';
import { reasonsFor } from '../model/reasons.ts';
import { labelOf } from '../session/give-dispositions.ts';
import type { Answer } from '../session/session.ts';
import type { Screen } from './screen.ts';

/** What somebody answered, in one line. */
export function wordAnswer({ settings }: Screen, answer: Answer): string {
  const { words, reasons } = settings;
  const { say, disposition } = words;
  if (answer.kind === 'snooze') return disposition.snooze;
  if (answer.kind === 'supply-evidence') return disposition[answer.kind] + say.colon + answer.text;
  const { code, text, isBreakGlass, role, staffNumber } = answer;
  const [reason] = reasonsFor(reasons, [], isBreakGlass).filter((one) => one.code === code);
  const who = [role === undefined ? '' : words.role[role], staffNumber || ''].filter((part) => part !== '').join(' ');
  const parts = [isBreakGlass ? say['break-glass'] : '', labelOf(reason, code, words), text.trim(), who];
  return parts.filter((part) => part !== '').join(say.colon);
}

/** What was answered earlier in this encounter. */
export function wordEarlier({ settings: { words } }: Screen, { kind, reason = '' }: Answered): string {
  return words.disposition[kind] + (reason === '' ? '' : words.say.colon + reason);
}
