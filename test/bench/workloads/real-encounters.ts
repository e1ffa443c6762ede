import type { Encounter, OrderItem, RuleSource } from '@forecheck/core';
import { formatCstDate, parseCstDate } from '@forecheck/core';
import { chance, integerBetween, mulberry32, pick, type Random } from '../world/random.ts';
import type { RealSource } from './real-source.ts';

/** Sizes of the encounters to make. */
interface RealOrder {
  readonly count: number;
  readonly items: number;
  readonly historyItems: number;
}

/**
 * Made-up encounters over real codes. Half of the codes are named by some knowledge point, far more than in life; one
 * history item in five repeats a code that is being ordered, as with the chronically ill.
 */
export function createRealEncounters(
  real: RealSource,
  { count, items, historyItems }: RealOrder,
): readonly Encounter[] {
  const random = mulberry32(SEED);
  const pool: Pool = { ...collectCodes(real.source), diagnosisCodes: real.diagnosisCodes };
  return Array.from({ length: count }, (_, number): Encounter => {
    const drafts = Array.from({ length: items }, (__, i) => createItem(random, pool, `E${number}-${i}`, TODAY));
    const history = Array.from({ length: historyItems }, (__, i): OrderItem => {
      const day = formatCstDate(TODAY_DAY - integerBetween(random, 1, 365));
      const item = createItem(random, pool, `E${number}-h${i}`, day);
      const code = chance(random, 0.2) ? pick(random, drafts).code! : item.code!;
      return { ...item, code, role: 'history', visitId: `V${day}` };
    });
    return createEncounter(random, pool, `E${number}`, [...drafts, ...history]);
  });
}

interface Pool {
  readonly catalogueCodes: readonly string[];
  readonly namedCodes: readonly string[];
  readonly diagnosisCodes: readonly string[];
}

function collectCodes({ catalogue = [], knowledge = [] }: RuleSource): Omit<Pool, 'diagnosisCodes'> {
  const named = new Set<string>();
  for (const { items, others = [] } of knowledge) {
    for (const pattern of [...items, ...others]) if (!pattern.endsWith('*')) named.add(pattern);
  }
  const catalogueCodes = catalogue.map(({ code }) => code);
  return { catalogueCodes, namedCodes: [...named] };
}

function createEncounter(random: Random, pool: Pool, id: string, items: readonly OrderItem[]): Encounter {
  const type = pick(random, ['outpatient', 'inpatient', 'emergency'] as const);
  return {
    id,
    asOf: `${TODAY} 16:00:00`,
    phase: 'prompt',
    scene: type === 'inpatient' ? 'inpatient-order' : 'outpatient-order',
    insuredPerson: {
      sex: pick(random, ['male', 'female'] as const),
      birthDate: `${integerBetween(random, 1935, 2024)}-0${integerBetween(random, 1, 9)}-1${integerBetween(random, 0, 9)}`,
      insuranceType: pick(random, ['employee', 'resident'] as const),
      reproductiveState: 'none',
    },
    institution: { kind: 'hospital', level: pick(random, ['primary', 'secondary', 'tertiary'] as const) },
    visit: { type, startedAt: `${TODAY} 08:00:00`, department: 'A03' },
    practitioners: [{ id: 'D1', title: 'attending', department: 'A03' }],
    diagnoses: Array.from({ length: integerBetween(random, 2, 6) }, (_, i) => ({
      code: pick(random, pool.diagnosisCodes),
      isMain: i === 0,
    })),
    historyCoverage: 'regional',
    items,
  };
}

function createItem(random: Random, { catalogueCodes, namedCodes }: Pool, id: string, day: string): OrderItem {
  const code = chance(random, 0.5) && namedCodes.length > 0 ? pick(random, namedCodes) : pick(random, catalogueCodes);
  const quantity = integerBetween(random, 1, 6);
  const unitPriceFen = integerBetween(random, 100, 40_000);
  return {
    id,
    code,
    name: '试验项目',
    status: 'active',
    prescriptionId: 'RX-1',
    occurredAt: `${day} ${integerBetween(random, 10, 15)}:${integerBetween(random, 10, 59)}:00`,
    quantity,
    days: integerBetween(random, 1, 30),
    unitPriceFen,
    amountFen: quantity * unitPriceFen,
    payment: 'pooled',
    department: 'A03',
    practitionerId: 'D1',
  };
}

const SEED = 0x4ea1;
const TODAY = '2026-03-16';
const TODAY_DAY = parseCstDate(TODAY);
