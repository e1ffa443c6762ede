import { parseCstDate } from '@forecheck/core';
import { describe, expect, test } from 'vitest';
import { readPurchase } from '../model/read-purchase.ts';
import { NATIONAL_SETTINGS } from './national-settings.ts';
import { readSettings } from './read-settings.ts';
import type { SettingsSource } from './settings.ts';
import { settingsInForce } from './settings-in-force.ts';

const problemsOf = (changes: Record<string, unknown>): readonly string[] => {
  const reading = readSettings({ formatVersion: 1, id: 'S', ...changes });
  return reading.kind === 'refused' ? reading.problems.map(({ code, path }) => `${code} ${path}`) : [];
};
const day = (text: string) => parseCstDate(text);

describe('settings are taken whole or not at all', () => {
  test('those of the nation are', () => {
    expect(readSettings(JSON.parse(JSON.stringify(NATIONAL_SETTINGS)))).toEqual({
      kind: 'settings',
      settings: NATIONAL_SETTINGS,
    });
  });

  test.each([
    [{ id: undefined }, 'field-malformed id'],
    [{ formatVersion: 2 }, 'field-malformed formatVersion'],
    [{ extra: 1 }, 'field-unknown ?'],
    [{ parameters: [{ name: 'ephedrinePacks', value: 2 }] }, 'field-malformed parameters[0].name'],
    [{ parameters: [{ name: 'ephedrinePacksMax', value: -1 }] }, 'value-out-of-range parameters[0].value'],
    [{ parameters: [{ name: 'ephedrinePacksMax', value: 1.5 }] }, 'value-out-of-range parameters[0].value'],
    [{ parameters: [{ name: 'isTraceRequired', value: 1 }] }, 'value-out-of-range parameters[0].value'],
    [{ relations: [{ relation: 'spouse', from: '2025-02-30' }] }, 'field-malformed relations[0].from'],
    [{ relations: [{ relation: 'spouse', from: '2025-02-02', to: '2025-02-01' }] }, 'period-empty relations[0].to'],
    [{ relations: [{ relation: 'spouse', region: 'JX' }] }, 'field-malformed relations[0].region'],
    [{ decisions: [{ reason: 'PAY.POOL_OTHER', decision: 'remind' }] }, 'loosening-forbidden decisions[0].decision'],
    [{ decisions: [{ reason: 'LIM.FREQ', decision: 'block' }] }, 'block-forbidden decisions[0].decision'],
  ])('%j is refused', (changes, problem) => {
    expect(problemsOf(changes)).toContain(problem);
  });

  test('what no instrument says may be loosened, and anything but a count tightened', () => {
    expect(
      problemsOf({
        decisions: [
          { reason: 'TRACE.UNMAPPED', decision: 'remind' },
          { reason: 'PRICE.OVER', decision: 'block' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('of several rows in force', () => {
  const row = (value: number, force: object) => ({ name: 'ephedrinePacksMax' as const, value, ...force });
  const valueIn = (region: string, on: string, ...parameters: ReturnType<typeof row>[]): number => {
    const source: SettingsSource = { formatVersion: 1, id: 'S', parameters };
    return settingsInForce([source], region, day(on)).parameters.ephedrinePacksMax;
  };

  test('the narrowest region wins over a later day', () => {
    const rows = [row(5, { region: '36' }), row(4, { region: '3601' }), row(3, { from: '2026-01-01' })];
    expect(valueIn('360100', '2026-06-01', ...rows)).toBe(4);
    expect(valueIn('360200', '2026-06-01', ...rows)).toBe(5);
    expect(valueIn('110000', '2026-06-01', ...rows)).toBe(3);
  });

  test('first and last day are both in force', () => {
    const rows = [row(7, { from: '2026-01-02', to: '2026-01-03' })];
    expect(['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'].map((on) => valueIn('36', on, ...rows))).toEqual([
      2, 7, 7, 2,
    ]);
  });

  test('a later layer wins over an earlier one', () => {
    const layer = (id: string, value: number): SettingsSource => ({
      formatVersion: 1,
      id,
      parameters: [row(value, {})],
    });
    const settings = settingsInForce([layer('A', 8), layer('B', 9)], '', day('2026-01-01'));
    expect([settings.id, settings.parameters.ephedrinePacksMax]).toEqual(['A+B', 9]);
  });
});

describe('a purchase is read as far as it can be', () => {
  test('what cannot be read is named without its value', () => {
    const secret = 'a name that must not be repeated';
    const { purchase, problems } = readPurchase({
      saleId: 'S',
      at: '2026-11-21 10:00',
      [secret]: 1,
      user: { identity: { kind: secret, number: secret } },
      lines: [
        { id: '1', packs: 0 },
        { id: '2', packs: 1, funding: secret },
      ],
    });
    expect(purchase?.lines.map(({ id }) => id)).toEqual(['2']);
    expect(problems).toEqual([
      { code: 'field-unknown', path: '?' },
      { code: 'field-malformed', path: 'user.identity.kind' },
      { code: 'field-malformed', path: 'lines[0].packs' },
      { code: 'field-missing', path: 'lines[0].packs' },
      { code: 'field-malformed', path: 'lines[1].funding' },
    ]);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });

  test.each([undefined, null, 1, 'x', [], { saleId: 'S' }, { at: 1, saleId: {} }])('%j is no purchase', (value) => {
    expect(readPurchase(value).purchase).toBeUndefined();
    expect(readPurchase(value).problems.length).toBeGreaterThan(0);
  });
});
