import type { Alert } from '@forecheck/core';

/**
 * What an answer was given to: rule, items, measured values, bounds, words and clauses of some alerts, in any order. Anything
 * that changes one of them asks again.
 */
export function fingerprintOf(alerts: readonly Alert[]): string {
  const texts = alerts.map(
    ({ id, rule, knowledgePoint, decision, severity, offending, excess, evidence, basis, message }) =>
      JSON.stringify([
        id,
        rule,
        knowledgePoint,
        decision,
        severity,
        offending,
        excess === undefined ? 0 : [excess.quantity, excess.unit, excess.days, excess.amountFen],
        evidence.map(({ fact, value, bound }) => [fact, value, bound]),
        basis.map(({ instrument, article, inForceFrom }) => [instrument, article, inForceFrom]),
        message['zh-CN'],
      ]),
  );
  return hashText(texts.sort().join('\n'));
}

/** Sixteen hexadecimal digits. Tells changes apart; holds nothing against somebody who wants a collision. */
function hashText(text: string): string {
  // FNV-1a over UTF-16 code units, in two lanes of different seeds.
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let k = 0; k < text.length; k += 1) {
    const unit = text.charCodeAt(k);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit, 0x01000193) + k;
  }
  return hex(first) + hex(second);
}

const hex = (value: number): string => `0000000${(value >>> 0).toString(16)}`.slice(-8);
