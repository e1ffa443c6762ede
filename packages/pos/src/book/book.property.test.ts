import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SALE_STATES } from '../sale/sale-state.ts';
import { applyToBook, recoverBook } from './apply-to-book.ts';
import { type Book, type BookAnswer, EMPTY_BOOK } from './book.ts';
import type { BookBody, BookRequest } from './book-request.ts';

const CODES = ['c1', 'c2', 'c3', 'c4'];
const OPENED = ['o1', 'o2'];
const UNITS = 10;
const LIMIT = 'person|rule|week';
const LIMIT_MAX = 2;
const SALES = ['s1', 's2', 's3', 's4', 's5'];

/** A store with four packs, two opened packs and one limit. */
const BEGIN: readonly BookBody[] = [
  { kind: 'receive', item: 'whole', codes: CODES, packUnits: UNITS },
  { kind: 'receive', item: 'split', codes: OPENED, packUnits: UNITS },
  ...OPENED.map((code) => ({ kind: 'code-event', code, event: 'opened' }) as const),
  { kind: 'set-limit', limit: LIMIT, max: LIMIT_MAX },
];

const saleId = fc.constantFrom(...SALES);
const claimed = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...CODES).map((code) => ({ code })) },
  fc.record({ code: fc.constantFrom(...OPENED), units: fc.integer({ min: 1, max: 6 }) }),
);
const hold = fc.record({
  kind: fc.constant('hold' as const),
  saleId,
  claims: fc.record({
    codes: fc.array(claimed, { minLength: 1, maxLength: 3 }),
    limits: fc.array(fc.record({ key: fc.constant(LIMIT), amount: fc.integer({ min: 1, max: 2 }) }), { maxLength: 1 }),
  }),
  holdMs: fc.constantFrom(60, 100_000, 100_000),
  verdict: fc.record({
    decision: fc.constantFrom('allow' as const, 'allow' as const, 'require-action' as const, 'block' as const),
    expiresAt: fc.constantFrom(100, 1e9, 1e9, 1e9),
  }),
  isInsured: fc.constant(true),
  hasIdentity: fc.constant(true),
});
const saleEvent = fc.record({
  kind: fc.constant('sale-event' as const),
  saleId,
  event: fc.constantFrom(
    ...(['presettled', 'paid', 'paid', 'accepted', 'accepted', 'refused', 'timed-out', 'found', 'not-found'] as const),
    ...(['reversed', 'cancelled', 'expired', 'void-asked', 'void-accepted', 'correction-refused', 'declined'] as const),
  ),
});
const codeEvent = fc.record({
  kind: fc.constant('code-event' as const),
  code: fc.constantFrom(...CODES, ...OPENED),
  event: fc.constantFrom('unsold' as const, 'flagged' as const, 'recalled' as const, 'opened' as const),
});
const body: fc.Arbitrary<BookBody> = fc.oneof(
  { weight: 4, arbitrary: hold },
  { weight: 10, arbitrary: saleEvent },
  fc.record({ kind: fc.constant('hand-over' as const), saleId }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('return' as const),
      saleId,
      codes: fc.uniqueArray(fc.constantFrom(...CODES, ...OPENED), { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('return-accepted' as const), saleId }) },
  codeEvent,
);
type SaleEvent = Extract<BookBody, { readonly kind: 'sale-event' }>['event'];

/** Ways that a sale may go once it is held; what is left undone is left so. */
const LIVES: readonly (readonly (SaleEvent | 'hand-over' | 'return-one' | 'return-all' | 'return-accepted')[])[] = [
  ['presettled', 'paid', 'accepted', 'void-asked', 'void-accepted', 'void-accepted'],
  ['presettled', 'paid', 'timed-out', 'not-found', 'found', 'accepted', 'hand-over', 'return-all', 'return-accepted'],
  ['paid', 'timed-out', 'not-found', 'reversed', 'accepted'],
  ['paid', 'accepted', 'hand-over', 'return-one', 'return-accepted', 'return-all', 'return-accepted', 'return-all'],
  ['presettled', 'expired', 'paid', 'accepted'],
  ['cancelled', 'paid'],
  ['paid', 'refused', 'accepted'],
];

/** One sale from its hold to its end. */
const life: fc.Arbitrary<readonly BookBody[]> = fc.tuple(hold, fc.constantFrom(...LIVES)).map(([held, steps]) => {
  const id = held.saleId;
  const codes = [...new Set(held.claims.codes.map(({ code }) => code))];
  return [
    held,
    ...steps.map((step): BookBody => {
      if (step === 'hand-over' || step === 'return-accepted') return { kind: step, saleId: id };
      if (step === 'return-one') return { kind: 'return', saleId: id, codes: codes.slice(0, 1) };
      if (step === 'return-all') return { kind: 'return', saleId: id, codes };
      return { kind: 'sale-event', saleId: id, event: step };
    }),
  ];
});

/** Requests of several tills: lives that run into each other, noise between them, and a clock that may run back. */
const requests = fc
  .tuple(
    fc.array(life, { minLength: 3, maxLength: 8 }),
    fc.array(fc.tuple(fc.nat(9), body, fc.integer({ min: -20, max: 30 })), { minLength: 40, maxLength: 120 }),
  )
  .map(([lives, turns]) => {
    const left = lives.map((steps) => [...steps]);
    let at = 0;
    const drawn = turns.map(([turn, noise, elapsed]) => [left[turn]?.shift() ?? noise, elapsed] as const);
    return [...BEGIN.map((one) => [one, 0] as const), ...drawn].map(([one, elapsed], index): BookRequest => {
      at = Math.max(0, at + elapsed);
      return { key: `k${index}`, at, body: one };
    });
  });

interface Trace {
  readonly before: Book;
  readonly after: Book;
  readonly request: BookRequest;
  readonly answer: BookAnswer;
}

function perform(all: readonly BookRequest[]): readonly Trace[] {
  let before = EMPTY_BOOK;
  return all.map((request) => {
    const { book: after, answer } = applyToBook(before, request);
    const trace = { before, after, request, answer };
    before = after;
    return trace;
  });
}

/** What a law says must hold, over many stores. The `seen` of a law keeps it from holding because nothing happened. */
function expectLaw(law: (traces: readonly Trace[]) => number): void {
  let seen = 0;
  fc.assert(
    fc.property(requests, (all) => {
      seen += law(perform(all));
    }),
    { numRuns: 200 },
  );
  expect(seen).toBeGreaterThan(0);
}

const LIVE = new Set(['held', 'presettled', 'committing', 'unknown', 'committed', 'voiding', 'refunding']);
const COMMITTED = new Set(['committed', 'voiding', 'refunding']);
const HELD = new Set(['held', 'presettled', 'committing', 'unknown']);
const effectsOf = ({ answer }: Trace): readonly string[] => (answer.kind === 'done' ? answer.effects : []);
const contents = ({ answers: _answers, sequence: _sequence, at: _at, ...rest }: Book) => rest;

describe('the book under any order of requests', () => {
  test('I1 a whole pack has at most one live owner, and the book names it', () => {
    expectLaw((traces) => {
      let owners = 0;
      for (const { after } of traces) {
        for (const code of CODES) {
          const live = [...after.sales].filter(
            ([, sale]) =>
              LIVE.has(sale.state) &&
              !sale.returned.includes(code) &&
              sale.claims.codes.some((one) => one.code === code && one.units === undefined),
          );
          expect(live.length).toBeLessThanOrEqual(1);
          if (live.length === 1) expect(after.codes.get(code)?.saleId).toBe(live[0]![0]);
          owners += live.length;
        }
      }
      return owners;
    });
  });

  test('I2 units sold and held are never more than the pack, and are those of the sales', () => {
    expectLaw((traces) => {
      let units = 0;
      for (const { after } of traces) {
        for (const code of OPENED) {
          const { unitsSold = 0, unitsHeld = 0 } = after.codes.get(code) ?? {};
          expect(unitsSold + unitsHeld).toBeLessThanOrEqual(UNITS);
          expect(unitsHeld).toBe(sumUnits(after, code, HELD));
          units += unitsHeld + unitsSold;
        }
      }
      return units;
    });
  });

  test('I3 what is used and held of a limit is never more than the limit, and is that of the sales', () => {
    expectLaw((traces) => {
      for (const { after } of traces) {
        const { used = 0, held = 0 } = after.limits.get(LIMIT) ?? {};
        expect(used + held).toBeLessThanOrEqual(LIMIT_MAX);
        expect(held).toBe(sumLimit(after, HELD));
        expect(used).toBe(sumLimit(after, COMMITTED));
      }
      return traces.filter(({ answer }) => answer.kind === 'refused' && answer.problem === 'limit-reached').length;
    });
  });

  test('I4 a request that is refused takes nothing', () => {
    expectLaw((traces) => {
      const refused = traces.filter(({ answer }) => answer.kind === 'refused');
      for (const { before, after } of refused) expect(contents(after)).toEqual(contents(before));
      return refused.filter(({ request }) => request.body.kind === 'hold').length;
    });
  });

  test('I5 each sale that was ever committed is uploaded once', () => {
    expectLaw((traces) => {
      const ever = new Set<string>();
      for (const trace of traces) {
        const { body: asked } = trace.request;
        if (asked.kind === 'sale-event' && effectsOf(trace).includes('consume')) ever.add(asked.saleId);
      }
      const uploaded = traces
        .at(-1)!
        .after.uploads.filter(({ kind }) => kind === 'sale')
        .map((one) => one.saleId);
      expect([...uploaded].sort()).toEqual([...ever].sort());
      return ever.size;
    });
  });

  test('I6 no sale is settled a second time, whatever came between', () => {
    expectLaw((traces) => {
      const settled = traces.filter((trace) => effectsOf(trace).includes('settle')).map(({ request }) => request.body);
      const ids = settled.map((one) => (one.kind === 'sale-event' ? one.saleId : ''));
      expect(new Set(ids).size).toBe(ids.length);
      return traces.filter(({ after }) => [...after.sales.values()].some(({ state }) => state === 'unknown')).length;
    });
  });

  test('I7 a void gives back all that the sale took, once; a return never more than is left', () => {
    expectLaw((traces) => {
      let voids = 0;
      for (const trace of traces) {
        if (effectsOf(trace).includes('restore') && trace.request.body.kind === 'sale-event') {
          const { claims } = trace.after.sales.get(trace.request.body.saleId)!;
          for (const { code, units } of claims.codes) {
            if (units === undefined) expect(trace.after.codes.get(code)?.saleId).toBeUndefined();
          }
          voids += 1;
        }
        for (const { returned, claims } of trace.after.sales.values()) {
          expect(new Set(returned).size).toBe(returned.length);
          expect(returned.length).toBeLessThanOrEqual(claims.codes.length);
        }
      }
      return voids;
    });
  });

  test('I8 a pack that a buyer brought back is not saleable', () => {
    expectLaw((traces) => {
      const returned = new Set<string>();
      for (const { before, after, request, answer } of traces) {
        if (
          request.body.kind === 'return-accepted' &&
          answer.kind === 'done' &&
          answer.effects.includes('quarantine')
        ) {
          for (const code of before.sales.get(request.body.saleId)!.returning) returned.add(code);
        }
        for (const code of returned) {
          if (CODES.includes(code))
            expect(['in-stock', 'reserved', 'sold']).not.toContain(after.codes.get(code)?.state);
        }
      }
      return returned.size;
    });
  });

  test('I9 the same key has the same answer and changes nothing; with another body it is refused', () => {
    expectLaw((traces) => {
      const last = traces.at(-1)!.after;
      for (const { request, answer } of traces) {
        const again = applyToBook(last, { ...request, at: request.at + 1_000_000 });
        expect(JSON.stringify(again.answer)).toBe(JSON.stringify(answer));
        expect(again.book).toBe(last);
        const other = applyToBook(last, { ...request, body: { kind: 'set-limit', limit: 'another', max: 1 } });
        expect(other).toEqual({ book: last, answer: { kind: 'refused', problem: 'key-reused' } });
      }
      return traces.length;
    });
  });

  test('I10 any prefix of the journal gives a lawful book, and recovering twice is recovering once', () => {
    expectLaw((traces) => {
      let unknown = 0;
      for (const { after } of traces) {
        const once = recoverBook(after);
        expect(recoverBook(once)).toEqual(once);
        for (const { state } of once.sales.values()) {
          expect(SALE_STATES).toContain(state);
          expect(state).not.toBe('committing');
          if (state === 'unknown') unknown += 1;
        }
      }
      expect(perform(traces.map(({ request }) => request)).at(-1)!.after).toEqual(traces.at(-1)!.after);
      return unknown;
    });
  });

  test('I16 a clock that goes back lengthens no hold and no verdict', () => {
    expectLaw((traces) => {
      let late = 0;
      let newest = 0;
      for (const { before, after, request, answer } of traces) {
        newest = Math.max(newest, request.at);
        expect(after.at).toBe(newest);
        if (request.body.kind === 'hold' && newest > request.body.verdict.expiresAt) {
          expect(answer.kind).toBe('refused');
          late += 1;
        }
        if (request.body.kind !== 'sale-event' || request.body.event !== 'paid') continue;
        const sale = before.sales.get(request.body.saleId);
        if (sale !== undefined && HELD.has(sale.state) && newest >= sale.heldUntil) expect(answer.kind).toBe('refused');
      }
      return late;
    });
  });

  test('I17 a hold that time has ended is never paid, and a sale that is paid is never ended by time', () => {
    expectLaw((traces) => {
      const ended = new Set<string>();
      for (const { request, answer } of traces) {
        if (request.body.kind !== 'sale-event' || answer.kind === 'refused') continue;
        const { saleId: id, event } = request.body;
        if (event === 'expired' && answer.state === 'released') ended.add(id);
        if (answer.state === 'committing' || answer.state === 'committed') expect(ended).not.toContain(id);
      }
      return ended.size;
    });
  });

  test('I18 uploads of sales less uploads of returns are the packs that are out', () => {
    expectLaw((traces) => {
      const { uploads, sales } = traces.at(-1)!.after;
      const uploaded = uploads.reduce((sum, { kind, packs }) => sum + (kind === 'sale' ? packs : -packs), 0);
      let out = 0;
      for (const { state, claims, returned } of sales.values()) {
        if (COMMITTED.has(state)) out += claims.codes.length - returned.length;
      }
      expect(uploaded).toBe(out);
      return out;
    });
  });
});

function sumUnits(book: Book, code: string, states: ReadonlySet<string>): number {
  let sum = 0;
  for (const { state, claims } of book.sales.values()) {
    for (const one of claims.codes) if (states.has(state) && one.code === code) sum += one.units ?? 0;
  }
  return sum;
}

function sumLimit(book: Book, states: ReadonlySet<string>): number {
  let sum = 0;
  for (const { state, claims } of book.sales.values()) {
    for (const { amount } of claims.limits) if (states.has(state)) sum += amount;
  }
  return sum;
}
