import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Encounter, OrderItem, RuleSource } from '@forecheck/core';
import { activate, evaluate, openSegment } from '@forecheck/core';
import { compileSegment, lintSource } from '@forecheck/core/compile';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportResult } from './import-nhsa.ts';
import { importNhsa } from './import-nhsa.ts';

// The regulator's tables are not part of the project. Without them there is nothing to prove here.
const DATA = process.env['FORECHECK_DATA'] ?? fileURLToPath(new URL('../../../../../shared/data', import.meta.url));
const isThere = existsSync(join(DATA, 'nhsa-two-libraries'));
if (!isThere) console.info('no reference data: set FORECHECK_DATA to run the tests of the real import');

describe.skipIf(!isThere)('the regulator’s own tables (FORECHECK_DATA)', () => {
  let result: ImportResult;
  beforeAll(async () => {
    result = await importNhsa(DATA);
  }, 120_000);

  it('account for every row of every table', () => {
    for (const { table, rows, outcomes } of result.report.tables) {
      expect([table, Object.values(outcomes).reduce((sum, count) => sum + count, 0)]).toEqual([table, rows]);
    }
  });

  it('account for all 3,502 knowledge points in force, each once', () => {
    const sum = (pick: (entry: ImportResult['report']['classes'][number]) => number) =>
      result.report.classes.reduce((total, entry) => total + pick(entry), 0);
    expect(sum(({ current }) => current.points)).toBe(3502);
    expect(sum(({ current }) => current.decidable + current.prompts + current.setAside)).toBe(3502);
    expect(sum(({ superseded }) => superseded.points)).toBe(397);
    const points = result.source.knowledge?.filter(({ id }) => !id.endsWith('-rest')) ?? [];
    expect(new Set(points.map(({ id }) => id)).size).toBe(points.length);
    // The only row that becomes nothing is a remark of an annex.
    expect(points.length).toBe(3899 - 1);
    expect(result.report.classes).toHaveLength(21);
  });

  it('decide these classes altogether', () => {
    const undecided = result.report.classes
      .filter(({ current }) => current.decidable < current.points)
      .map(({ name, current }) => [name, current.decidable, current.prompts, current.setAside]);
    expect(undecided).toEqual([
      ['药品限二线使用', 0, 110, 0],
      ['药品限适应症', 65, 445, 0],
      ['药品限医疗机构级别', 59, 3, 0],
      ['医疗服务项目区分性别使用', 390, 0, 1],
    ]);
  });

  it('agree with the annex spreadsheets that they were made from, row by row', () => {
    const annexes = result.report.tables.filter(({ table }) => table === 'annex');
    expect(annexes).toHaveLength(14);
    expect(annexes.map(({ outcomes }) => outcomes['differs from the table'])).toEqual(annexes.map(() => 0));
    expect(annexes.reduce((sum, { outcomes }) => sum + (outcomes['agrees with the table'] ?? 0), 0)).toBe(2692);
  });

  it('ask for every restriction of the 2025 edition', () => {
    const table = result.report.tables.find((entry) => entry.table === 'restrictions-2025');
    expect(table?.outcomes).toEqual({ 'covered by knowledge points': 653, 'question added': 0, 'set aside': 0 });
  });

  it('can be replaced by the annexes alone', async () => {
    const { source, report } = await importNhsa(join(DATA, 'nhsa-two-libraries', 'annex-xlsx'));
    const counts = report.classes.map(({ current }) => current);
    expect(counts.reduce((sum, { decidable }) => sum + decidable, 0)).toBe(2689);
    expect(counts.reduce((sum, { prompts }) => sum + prompts, 0)).toBe(3);
    expect(counts.reduce((sum, { setAside }) => sum + setAside, 0)).toBe(0);
    expect(lintSource(source).filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 60_000);

  it('lint without an error and compile', () => {
    const diagnoses = new Set(result.codeLists.diagnoses?.codes.map(({ code }) => code));
    const operations = new Set(result.codeLists.operations?.codes.map(({ code }) => code));
    const found = lintSource(result.source, { codeLists: { diagnoses, operations } });
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(found.filter(({ code }) => code === 'knowledge-duplicate')).toEqual([]);
    expect(compileSegment(result.source).length).toBeGreaterThan(1_000_000);
  });

  describe('judge', () => {
    let judge: (encounter: Encounter) => ReturnType<typeof evaluate>;
    beforeAll(() => {
      judge = evaluatorOf(result.source);
    });

    it('the examples that each rule carries', () => {
      let examples = 0;
      for (const rule of result.source.rules ?? []) {
        for (const example of rule.examples ?? []) {
          examples += 1;
          expect([rule.id, example.name, outcomeOf(judge(example.encounter as Encounter), rule.id)]).toEqual([
            rule.id,
            example.name,
            example.expect,
          ]);
        }
      }
      expect(examples).toBeGreaterThan(50);
    });

    it.each<[string, string, Facts, Outcome]>([
      ['a drug for men, given to a woman', 'nhsa-2025-67', { code: 'XL02BBA326A001010102180', sex: 'female' }, 'alert'],
      ['a drug for women, sex not known', 'nhsa-2025-67', { code: 'ZD03AAK0233010100166' }, 'undetermined'],
      ['a service for women, for a man', 'nhsa-2025-81', { code: '002203020110100', sex: 'male' }, 'alert'],
      ['3 to 12 years, on the 13th birthday', 'nhsa-2025-07', { code: 'XC02KXB144A006010103973', age: 13 }, 'alert'],
      ['3 to 12 years, at 12', 'nhsa-2025-07', { code: 'XC02KXB144A006010103973', age: 12 }, 'clear'],
      ['3 to 12 years, at 2', 'nhsa-2025-07', { code: 'XC02KXB144A006010103973', age: 2 }, 'alert'],
      ['a drug for children, at 28', 'nhsa-2025-65', { code: 'XN02BEX085N001010100269', age: 28 }, 'alert'],
      ['care of the newborn, at 20 days', 'nhsa-2025-80', { code: '001201000070000', ageDays: 20 }, 'clear'],
      ['care of the newborn, at 29 days', 'nhsa-2025-80', { code: '001201000070000', ageDays: 29 }, 'alert'],
      ['vocational training, at 63', 'nhsa-2025-29', { code: '003402000320000', age: 63 }, 'alert'],
      ['vocational training, at 59', 'nhsa-2025-29', { code: '003402000320000', age: 59 }, 'clear'],
      ['a secondary-level drug, primary', 'nhsa-2025-12', { code: 'ZA12CAD0073010100142', level: 'primary' }, 'alert'],
      [
        'a secondary-level drug, secondary',
        'nhsa-2025-12',
        { code: 'ZA12CAD0073010100142', level: 'secondary' },
        'clear',
      ],
      ['a secondary-level drug, ungraded', 'nhsa-2025-12', { code: 'ZA12CAD0073010100142' }, 'undetermined'],
      ['emergency or stay, outpatient', 'nhsa-2025-13', { code: 'ZA07AAA0061010100166', visit: 'outpatient' }, 'alert'],
      [
        'emergency or stay, observation',
        'nhsa-2025-13',
        { code: 'ZA07AAA0061010100166', visit: 'observation' },
        'clear',
      ],
      [
        'work injury only, employee',
        'nhsa-2025-01',
        { code: 'XJ07BGR030B001010101119', insurance: 'employee' },
        'alert',
      ],
      ['maternity only, employee', 'nhsa-2025-02', { code: 'XG02ADK026B002010100568', insurance: 'employee' }, 'alert'],
      [
        'maternity only, maternity',
        'nhsa-2025-02',
        { code: 'XG02ADK026B002010100568', insurance: 'maternity' },
        'clear',
      ],
      ['narcotic, over the internet', 'nhsa-2025-47', { code: 'XN02ABF027V002010101389', visit: 'internet' }, 'alert'],
      ['deficiency named, a cold', 'nhsa-2025-08', { code: 'XA11HAY031B002010100144', diagnosis: 'J06.9' }, 'alert'],
      [
        'deficiency named, deficiency',
        'nhsa-2025-08',
        { code: 'XA11HAY031B002010100144', diagnosis: 'E52.x00' },
        'clear',
      ],
      ['immunoglobulin', 'nhsa-2025-08-evidence', { code: 'XJ06BAJ215B001010100473' }, 'undetermined'],
      ['second line', 'nhsa-2025-05', { code: 'XM01AXA267A001010101522' }, 'undetermined'],
      ['piece never paid', 'nhsa-2025-03', { code: 'T001700233' }, 'alert'],
      ['piece never paid, paid by the person', 'nhsa-2025-03', { code: 'T001700233', payment: 'self' }, 'clear'],
      ['piece alone', 'nhsa-2025-04', { code: 'T001700368' }, 'alert'],
    ])('%s', (_case, rule, facts, expected) => {
      expect(outcomeOf(judge(encounterOf(facts)), rule)).toBe(expected);
    });

    it.each<[string, string, readonly Partial<OrderItem>[], Outcome]>([
      [
        'intensive care beside special nursing on one day',
        'nhsa-2025-25',
        [{ code: '001201000010000' }, { code: '001201000140000' }],
        'alert',
      ],
      [
        'the same on two days',
        'nhsa-2025-25',
        [{ code: '001201000010000' }, { code: '001201000140000', occurredAt: '2026-06-29 09:00', role: 'context' }],
        'clear',
      ],
      ['nursing twice a day', 'nhsa-2025-27', [{ code: '001201000030000' }, { code: '001201000030000' }], 'alert'],
      [
        'thirty hours of a day',
        'nhsa-2025-27',
        [1, 2, 3].map(() => ({ code: '003110000110000', quantity: 10, unit: '小时' })),
        'alert',
      ],
      [
        'balance test after 13 days',
        'nhsa-2025-31',
        [{ code: '003104010220000' }, { code: '003104010220000', occurredAt: '2026-06-17 09:00', role: 'history' }],
        'alert',
      ],
      [
        'balance test after 14 days',
        'nhsa-2025-31',
        [{ code: '003104010220000' }, { code: '003104010220000', occurredAt: '2026-06-16 09:00', role: 'history' }],
        'clear',
      ],
      ['the 15th day of use, with a break of three', 'nhsa-2025-10', daysOfUse(15), 'alert'],
      ['the 14th day of use, with a break of three', 'nhsa-2025-10', daysOfUse(14), 'clear'],
      [
        'more than twelve months after the first use',
        'nhsa-2025-10',
        [
          { code: 'XL01FDP138B002010181735' },
          { code: 'XL01FDP138B002010181735', occurredAt: '2025-06-01 09:00', role: 'history' },
        ],
        'alert',
      ],
    ])('%s', (_case, rule, items, expected) => {
      const encounter = encounterOf({});
      const lines = items.map((item, i) => ({ id: `${i + 1}`, occurredAt: '2026-06-30 09:00', quantity: 1, ...item }));
      expect(outcomeOf(judge({ ...encounter, items: lines }), rule)).toBe(expected);
    });
  });
});

/** A drug paid for 14 days: so many days up to the day of the encounter, a break of three days in the middle. */
function daysOfUse(count: number): readonly Partial<OrderItem>[] {
  return Array.from({ length: count }, (_, i) => {
    const back = i < 7 ? i : i + 3;
    const day = new Date(Date.UTC(2026, 5, 30 - back)).toISOString().slice(0, 10);
    return { code: 'XN07XXT050B002010100239', occurredAt: `${day} 09:00`, ...(i > 0 && { role: 'context' as const }) };
  });
}

type Outcome = 'alert' | 'clear' | 'undetermined';

interface Facts {
  readonly code?: string;
  readonly sex?: 'male' | 'female';
  readonly age?: number;
  readonly ageDays?: number;
  readonly level?: 'primary' | 'secondary';
  readonly visit?: 'outpatient' | 'observation' | 'internet';
  readonly insurance?: 'employee' | 'maternity';
  readonly diagnosis?: string;
  readonly payment?: 'self';
}

/** One item on the last day of June 2026, and only the facts that are given. */
function encounterOf(facts: Facts): Encounter {
  const birthDate =
    facts.age !== undefined
      ? `${2026 - facts.age}-06-30`
      : facts.ageDays !== undefined
        ? new Date(Date.UTC(2026, 5, 30 - facts.ageDays)).toISOString().slice(0, 10)
        : undefined;
  return {
    id: 'E1',
    asOf: '2026-06-30 10:00',
    phase: 'review',
    insuredPerson: {
      ...(facts.sex && { sex: facts.sex }),
      ...(birthDate && { birthDate }),
      ...(facts.insurance && { insuranceType: facts.insurance }),
    },
    institution: { kind: 'hospital', ...(facts.level && { level: facts.level }) },
    visit: { ...(facts.visit && { type: facts.visit }) },
    ...(facts.diagnosis && { diagnoses: [{ code: facts.diagnosis }] }),
    historyCoverage: 'regional',
    items: [
      {
        id: '1',
        occurredAt: '2026-06-30 09:00',
        quantity: 1,
        ...(facts.code && { code: facts.code }),
        ...(facts.payment && { payment: facts.payment }),
      },
    ],
  };
}

function evaluatorOf(source: RuleSource): (encounter: Encounter) => ReturnType<typeof evaluate> {
  const digest = 'a'.repeat(64);
  const ruleset = activate({ manifest: 'b'.repeat(64), segments: [digest] }, [
    { digest, view: openSegment(compileSegment(source)) },
  ]);
  return (encounter) => evaluate(ruleset, encounter);
}

function outcomeOf(evaluation: ReturnType<typeof evaluate>, rule: string): Outcome {
  if (evaluation.alerts.some((alert) => alert.rule === rule)) return 'alert';
  return evaluation.undetermined.some((entry) => entry.rule === rule) ? 'undetermined' : 'clear';
}
