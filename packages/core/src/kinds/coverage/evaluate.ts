import { totalAmountFen } from '../../judge/amounts.ts';
import { ITEM_COUNTS, ROLE_HISTORY } from '../../judge/facts.ts';
import type { Judge } from '../../judge/judge.ts';
import { clear, hit, isFirstLook, isInForce, undetermined } from '../../judge/judge.ts';
import { mayHaveLost } from '../../judge/lost-entries.ts';
import { memberCodes } from '../../judge/members.ts';
import { prescriptionOf } from '../../judge/windows.ts';
import { isListed } from './listed.ts';

/** An item that the fund never pays for. */
export function evaluateNever(judge: Judge): void {
  report(judge, [judge.item], 'line');
}

/**
 * A herbal prescription that consists of nothing but listed decoction pieces: none of them is paid for. One piece that
 * is not listed makes all of them payable.
 */
export function evaluateComposition(judge: Judge): void {
  if (!isFirstLook(judge)) return;
  const { facts } = judge;
  const prescriptions = new Map<number, number[]>();
  for (let i = 0; i < facts.count; i += 1) {
    // A piece belongs to the prescription whoever pays for it.
    const counts = (facts.flags[i]! & ITEM_COUNTS) !== 0;
    if (facts.role[i] === ROLE_HISTORY || !counts || !isDecoctionPiece(judge, i)) continue;
    const key = prescriptionKey(judge, i);
    prescriptions.set(key, [...(prescriptions.get(key) ?? []), i]);
  }
  const members = memberCodes(judge, 0);
  let isDecided = false;
  for (const pieces of prescriptions.values()) {
    const known = pieces.filter((i) => isNamed(judge, i));
    if (!known.some((i) => members.includes(facts.code[i]!)) || !known.every((i) => isListed(judge, i))) continue;
    const offending = pieces.filter((i) => isInForce(judge, i));
    // A piece of unknown code may be the one that makes all of them payable.
    if (known.length < pieces.length) undetermined(judge, pieces, ['items.code']);
    else if (mayHaveLost(facts, 'items')) undetermined(judge, pieces, ['items']);
    else if (offending.length > 0)
      report(judge, offending, `prescription:${judge.facts.raw[offending[0]!]!.prescriptionId ?? ''}`);
    isDecided = true;
  }
  if (!isDecided) clear(judge);
}

/** Pieces without a prescription number are taken to be one prescription of this visit. */
function prescriptionKey(judge: Judge, i: number): number {
  const key = prescriptionOf(judge, i);
  return key === key ? key : 0;
}

function report(judge: Judge, offending: readonly number[], window: string): void {
  const amountFen = totalAmountFen(judge.facts, offending);
  const codes = offending.map((i) => judge.facts.codeText[judge.facts.code[i]!]!);
  hit(judge, {
    offending,
    involved: [],
    window,
    ...(amountFen === undefined ? {} : { excess: { amountFen } }),
    // Sorted: the order in which items were sent is no fact about them.
    evidence: [{ fact: 'items.code', value: [...codes].sort().join(' ') }],
    words: { value: codes.join(' ') },
  });
}

/** What is sent as a decoction piece, and what its code says is one. */
function isDecoctionPiece(judge: Judge, i: number): boolean {
  return judge.facts.raw[i]!.kind === 'decoction-piece' || isNamed(judge, i);
}

/** National codes of decoction pieces begin with T (T + 9 characters); other codes are pieces when they are listed. */
function isNamed(judge: Judge, i: number): boolean {
  const code = judge.facts.code[i]!;
  return code >= 0 && (judge.facts.codeText[code]!.startsWith('T') || isListed(judge, i));
}
