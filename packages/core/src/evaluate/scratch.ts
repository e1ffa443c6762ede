import type { Facts } from '../judge/facts.ts';
import type { Encounter, OrderItem } from '../model/encounter.ts';

/**
 * Columns for one evaluation, reused by the next: without it a 20-item evaluation spends more on allocating two dozen
 * arrays than on judging. Evaluation is synchronous; a nested one (a fix being tried) takes a second set.
 */
export function takeFacts(itemCount: number): Facts {
  const facts = pool.pop() ?? createFacts(INITIAL_CAPACITY);
  if (facts.day.length < itemCount) return createFacts(capacityFor(itemCount));
  return facts;
}

/** Gives the columns back. References into the encounter are dropped, so that nothing personal stays reachable. */
export function returnFacts(facts: Facts): void {
  // Overwritten, not cut off: an array of length 0 gives its store away, and the next evaluation grows a new one.
  const { raw, codeText } = facts;
  for (let i = 0; i < raw.length && raw[i] !== NO_ITEM; i += 1) raw[i] = NO_ITEM;
  for (let code = 0; code < codeText.length && codeText[code] !== ''; code += 1) codeText[code] = '';
  facts.diagnostics = [];
  facts.encounter = NOTHING;
  facts.lost = undefined;
  if (pool.length < POOL_MAX && facts.day.length <= KEPT_CAPACITY_MAX) pool.push(facts);
}

/** Stands in for the encounter between evaluations. */
const NOTHING: Encounter = { id: '', asOf: 0, phase: 'prompt', items: [] };
// Invariant: between evaluations `raw` holds nothing but this, and `codeText` nothing but `''`.
const NO_ITEM: OrderItem = { id: '' };
const pool: Facts[] = [];
const POOL_MAX = 4;
const INITIAL_CAPACITY = 64;
/** Columns of very large encounters are left to the garbage collector: 4,096 items are 0.4 MB. */
const KEPT_CAPACITY_MAX = 4096;

function capacityFor(itemCount: number): number {
  let capacity = INITIAL_CAPACITY;
  while (capacity < itemCount) capacity *= 2;
  return capacity;
}

function createFacts(capacity: number): Facts {
  return {
    encounter: NOTHING,
    asOfMs: NaN,
    asOfDay: 0,
    sex: 0,
    insuranceType: 0,
    visitType: 0,
    institutionLevel: 0,
    reproductiveState: 0,
    phaseBit: 0,
    birthDay: NaN,
    visitStartMs: NaN,
    visitEndMs: NaN,
    isHistoryComplete: false,
    emergencyReason: undefined,
    count: 0,
    raw: [],
    role: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    payment: new Uint8Array(capacity),
    day: new Int32Array(capacity),
    startMs: new Float64Array(capacity),
    endMs: new Float64Array(capacity),
    quantity: new Float64Array(capacity),
    net: new Float64Array(capacity),
    supplyDays: new Float64Array(capacity),
    unitPrice: new Float64Array(capacity),
    listPrice: new Float64Array(capacity),
    amountFen: new Float64Array(capacity),
    code: new Int32Array(capacity),
    next: new Int32Array(capacity),
    codeCount: 0,
    codeText: [],
    codeHash: new Uint32Array(capacity),
    head: new Int32Array(capacity),
    isCandidate: new Uint8Array(capacity),
    slots: new Int32Array(capacity * 4),
    diagnostics: [],
  };
}
