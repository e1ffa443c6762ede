import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { REASONS } from './check/reasons.ts';
import { CODE_STATES } from './code/code-state.ts';
import { CODE_EVENTS, nextCode } from './code/code-table.ts';
import { nextSale } from './sale/next-sale.ts';
import { SALE_EVENTS, SALE_STATES } from './sale/sale-state.ts';
import { PARAMETERS } from './settings/parameters.ts';

const page = readFileSync(new URL('../../../docs/pos.md', import.meta.url), 'utf8');

/** Cells of the rows of the first table under a heading. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^##+ /m).find((it) => it.startsWith(`${heading}\n`)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** `state + event` → what the page says, for every pair that the page names. */
function cellsUnder(heading: string): ReadonlyMap<string, readonly string[]> {
  const cells = new Map<string, readonly string[]>();
  for (const [state = '', events = '', ...rest] of rowsUnder(heading)) {
    for (const event of events.split(', ')) {
      expect(cells.has(`${state} + ${event}`), `${state} + ${event} twice`).toBe(false);
      cells.set(`${state} + ${event}`, rest);
    }
  }
  return cells;
}

describe('the tables of docs/pos.md are those of the code', () => {
  const sale = cellsUnder('The sale');
  const code = cellsUnder('The code');

  test('and name every state with every event', () => {
    expect(sale.size).toBe(SALE_STATES.length * SALE_EVENTS.length);
    expect(code.size).toBe(CODE_STATES.length * CODE_EVENTS.length);
  });

  test.each(SALE_STATES.flatMap((state) => SALE_EVENTS.map((event) => [state, event] as const)))(
    'sale: %s + %s',
    (state, event) => {
      const step = nextSale(state, event);
      const isRefused = step.effects.includes('refuse');
      const [becomes, effects] = sale.get(`${state} + ${event}`) ?? [];
      expect(isRefused ? 'refused' : step.state).toBe(becomes);
      expect(isRefused ? '' : step.effects.join(', ')).toBe(effects);
      if (isRefused) expect(step).toEqual({ state, effects: ['refuse'] });
    },
  );

  test.each(CODE_STATES.flatMap((state) => CODE_EVENTS.map((event) => [state, event] as const)))(
    'code: %s + %s',
    (state, event) => {
      const step = nextCode(state, event);
      expect([step.isRefused ? 'refused' : step.state]).toEqual(code.get(`${state} + ${event}`));
      if (step.isRefused) expect(step.state).toBe(state);
    },
  );

  test('and list every reason as it is decided', () => {
    const written = rowsUnder('Reasons').map(([reason, check, decision, mark]) => [reason, check, decision, mark]);
    expect(written).toEqual(
      Object.entries(REASONS).map(([reason, { check, decision, mark }]) => [
        `\`${reason}\``,
        `${check}`,
        decision,
        mark,
      ]),
    );
  });

  test('and list every parameter as it starts', () => {
    expect(rowsUnder('Parameters').map(([name, value, mark]) => [name, value, mark])).toEqual(
      Object.entries(PARAMETERS).map(([name, { value, mark }]) => [`\`${name}\``, `${value}`, mark]),
    );
  });
});

describe('what no table may say', () => {
  test('a request is sent to the bureau only after it is durable', () => {
    for (const state of SALE_STATES) {
      for (const event of SALE_EVENTS) {
        const { effects } = nextSale(state, event);
        const sent = effects.findIndex((effect) => ['settle', 'void', 'refund'].includes(effect));
        if (sent >= 0) expect(effects.slice(0, sent), `${state} + ${event}`).toContain('persist');
      }
    }
  });

  test('I6 only paying settles, and from an unknown outcome nobody pays', () => {
    const settling = SALE_STATES.flatMap((state) =>
      SALE_EVENTS.filter((event) => nextSale(state, event).effects.includes('settle')).map((event) => [state, event]),
    );
    expect(settling).toEqual([
      ['held', 'paid'],
      ['presettled', 'paid'],
    ]);
  });

  test('suspect, recalled and expired codes are not reserved', () => {
    for (const state of ['suspect', 'recalled', 'expired', 'sold', 'quarantined'] as const) {
      expect(nextCode(state, 'reserved').isRefused).toBe(true);
    }
  });
});
