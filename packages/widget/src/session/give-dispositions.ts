import type { Disposition, DispositionKind } from '@forecheck/core';
import { fill, type Words } from '../locale/words.ts';
import type { Answered } from '../model/checked.ts';
import type { Consent } from '../model/consent.ts';
import type { Row } from '../model/rows.ts';
import { formatInstant } from '../model/time.ts';
import { type Desk, trace } from './desk.ts';
import { remember } from './present.ts';
import type { Answer } from './session.ts';

/** What is given about a row: one disposition for each of its alerts. */
export interface Given {
  readonly kind: DispositionKind;
  readonly reason?: string;
  readonly answer?: Answer;
  readonly consent?: Consent;
}

/**
 * Hands the page one disposition for each alert of a row and remembers them; gives back what the page took. None, when it
 * refused one of them.
 */
export function giveDispositions(desk: Desk, row: Row, given: Given): readonly Disposition[] {
  const { encounterId } = desk.session;
  const { kind, reason, answer, consent } = given;
  const { capacity } = desk.settings();
  const override = answer !== undefined && answer.kind === 'continue-with-reason' ? answer : undefined;
  const isBreakGlass = override?.isBreakGlass === true;
  const dispositions: Disposition[] = [];
  for (const alert of row.alerts) {
    const disposition: Disposition = {
      id: desk.newId(),
      alert: alert.id,
      rule: alert.rule,
      kind,
      ...(reason !== undefined && { reason }),
      recordedAt: desk.nowMs(),
      by: override?.role || capacity,
    };
    const isTaken = desk.emit('forecheck-disposition', {
      encounterId,
      disposition,
      alert,
      ...(override && { reasonCode: override.code }),
      isBreakGlass,
      ...(override && override.staffNumber !== undefined && { staffNumber: override.staffNumber }),
      ...(consent && { consent }),
      fingerprint: row.fingerprint,
    });
    if (!isTaken) return [];
    dispositions.push(disposition);
  }
  const { fingerprint } = row;
  desk.session = remember(
    desk.session,
    dispositions.map((one): Answered => ({ ...one, fingerprint })),
  );
  trace(desk, 'answered', row, {
    disposition: kind,
    ...(override && { reasonCode: override.code, isBreakGlass }),
    ...(consent && { consent }),
  });
  return dispositions;
}

/** The reason of a disposition: the coded one in words, then what was written. At most `REASON_MAX` characters. */
export function reasonOf(
  desk: Desk,
  { code, text, isBreakGlass }: Pick<Override, 'code' | 'text' | 'isBreakGlass'>,
): string {
  const { words, reasons } = desk.settings();
  const label = labelOf(
    reasons.find((one) => one.code === code),
    code,
    words,
  );
  const parts = [isBreakGlass ? words.say['break-glass'] : '', label, text.trim()].filter((part) => part !== '');
  return clip(parts.join(words.say.colon));
}

/** What a coded reason is called. */
export function labelOf(
  reason: { readonly label?: { readonly 'zh-CN': string; readonly en: string } } | undefined,
  code: string,
  words: Words,
): string {
  const own = reason?.label;
  if (own) return words.lang === 'en' ? own.en : own['zh-CN'];
  return words.reason[code] || code;
}

/** Consent in words, as the reason of a disposition. */
export function consentReason(consent: Consent, { giver, say }: Words): string {
  const parts = [giver[consent.by], consent.relation, formatInstant(consent.at), consent.emergencyReason];
  return clip(fill(parts.filter((part) => part !== undefined && part !== '').join(say.comma)));
}

/** By characters, so that none is cut in half. */
const clip = (text: string): string =>
  text.length <= REASON_MAX
    ? text
    : Array.from(text)
        .slice(0, REASON_MAX / 2)
        .join('');

type Override = Extract<Answer, { kind: 'continue-with-reason' }>;

/** `REASON_LENGTH_MAX` of the core, of which only types come in here. */
const REASON_MAX = 500;
