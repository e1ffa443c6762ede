import { nextCode } from '../code/code-table.ts';
import type { Book, BookedCode, BookProblem, Counter, SaleClaims } from './book.ts';

/** A book being written. */
export type Draft = { -readonly [Key in keyof Book]: Book[Key] } & {
  readonly sales: Map<string, NonNullable<ReturnType<Book['sales']['get']>>>;
  readonly codes: Map<string, BookedCode>;
  readonly limits: Map<string, Counter>;
  readonly answers: Map<string, NonNullable<ReturnType<Book['answers']['get']>>>;
  readonly uploads: Book['uploads'][number][];
};

/** Takes everything that a sale claims, or tells what is not free; the draft is then thrown away. */
export function claimAll(draft: Draft, saleId: string, { codes, limits }: SaleClaims): BookProblem | undefined {
  if (new Set(codes.map(({ code }) => code)).size !== codes.length) return 'code-reserved';
  for (const { code, units } of codes) {
    const booked = draft.codes.get(code);
    if (booked === undefined) return 'code-not-saleable';
    const problem =
      units === undefined ? claimPack(draft, saleId, code, booked) : claimUnits(draft, code, booked, units);
    if (problem !== undefined) return problem;
  }
  for (const { key, amount } of limits) {
    const limit = draft.limits.get(key);
    if (limit === undefined || amount < 0 || limit.used + limit.held + amount > limit.max) return 'limit-reached';
    draft.limits.set(key, { ...limit, held: limit.held + amount });
  }
  return undefined;
}

function claimPack(draft: Draft, saleId: string, code: string, booked: BookedCode): BookProblem | undefined {
  const { state, isRefused } = nextCode(booked.state, 'reserved');
  if (isRefused) return booked.state === 'reserved' ? 'code-reserved' : 'code-not-saleable';
  draft.codes.set(code, { ...booked, state, saleId });
  return undefined;
}

function claimUnits(draft: Draft, code: string, booked: BookedCode, units: number): BookProblem | undefined {
  if (booked.state !== 'opened') return booked.state === 'reserved' ? 'code-reserved' : 'code-not-saleable';
  if (!(units > 0) || booked.unitsSold + booked.unitsHeld + units > booked.packUnits) return 'units-short';
  draft.codes.set(code, { ...booked, unitsHeld: booked.unitsHeld + units });
  return undefined;
}

/** Whether everything that a sale holds may still be handed over: a recall does not wait for the till. */
export function areClaimsSaleable(draft: Draft, saleId: string, { codes }: SaleClaims): boolean {
  return codes.every(({ code, units }) => {
    const booked = draft.codes.get(code);
    return units === undefined ? booked?.state === 'reserved' && booked.saleId === saleId : booked?.state === 'opened';
  });
}

/** What was held is free again. A code that left the hold for another reason stays where it is. */
export function releaseClaims(draft: Draft, saleId: string, claims: SaleClaims): void {
  forEachPack(draft, claims, (code, booked) => {
    if (booked.saleId === saleId) setFree(draft, code, booked, nextCode(booked.state, 'released').state);
  });
  forEachUnits(draft, claims, (booked, units) => ({ ...booked, unitsHeld: booked.unitsHeld - units }));
  addToLimits(draft, claims, -1, 0);
}

/** What was held is used up. */
export function consumeClaims(draft: Draft, saleId: string, claims: SaleClaims): void {
  forEachPack(draft, claims, (code, booked) => {
    // A recall that came while the bureau was answering: the sale stands, and the code is sold all the same.
    draft.codes.set(code, { ...booked, state: 'sold', saleId });
  });
  forEachUnits(draft, claims, (booked, units) => {
    const unitsSold = booked.unitsSold + units;
    const after = { ...booked, unitsHeld: booked.unitsHeld - units, unitsSold };
    return unitsSold === booked.packUnits ? { ...after, state: nextCode(booked.state, 'emptied').state } : after;
  });
  addToLimits(draft, claims, -1, 1);
}

/** A void before hand-over: everything is as it was. */
export function restoreClaims(draft: Draft, saleId: string, claims: SaleClaims): void {
  forEachPack(draft, claims, (code, booked) => {
    if (booked.saleId !== saleId) return;
    setFree(draft, code, booked, nextCode(booked.state, 'returned-unopened').state);
  });
  forEachUnits(draft, claims, (booked, units) => ({
    ...booked,
    unitsSold: booked.unitsSold - units,
    state: nextCode(booked.state, 'refilled').state,
  }));
  addToLimits(draft, claims, 0, -1);
}

/** A buyer's return: packs are kept apart and stay used up; limits are freed when all of the sale came back. */
export function quarantineCodes(draft: Draft, claims: SaleClaims, codes: readonly string[], isAll: boolean): void {
  for (const code of codes) {
    const booked = draft.codes.get(code);
    // Units out of an opened pack go nowhere: they are destroyed, and stay sold.
    if (booked?.state === 'sold') setFree(draft, code, booked, nextCode(booked.state, 'returned').state);
  }
  if (isAll) addToLimits(draft, claims, 0, -1);
}

function forEachPack(draft: Draft, { codes }: SaleClaims, use: (code: string, booked: BookedCode) => void): void {
  for (const { code, units } of codes) if (units === undefined) use(code, draft.codes.get(code)!);
}

function forEachUnits(
  draft: Draft,
  { codes }: SaleClaims,
  use: (booked: BookedCode, units: number) => BookedCode,
): void {
  for (const { code, units } of codes)
    if (units !== undefined) draft.codes.set(code, use(draft.codes.get(code)!, units));
}

function setFree(draft: Draft, code: string, booked: BookedCode, state: BookedCode['state']): void {
  const { saleId: _owner, ...free } = booked;
  draft.codes.set(code, { ...free, state });
}

function addToLimits(draft: Draft, { limits }: SaleClaims, held: -1 | 0, used: -1 | 0 | 1): void {
  for (const { key, amount } of limits) {
    const limit = draft.limits.get(key)!;
    draft.limits.set(key, { ...limit, held: limit.held + held * amount, used: limit.used + used * amount });
  }
}
