import type {
  CstDate,
  Encounter,
  IndicationGroup,
  KnowledgePoint,
  OrderItem,
  RuleDefinition,
  RuleExample,
  Window,
} from '@forecheck/core';
import { dayFromCivil, formatCstDate, parseCstDate } from '@forecheck/core';

/**
 * Examples of a rule on one of its own knowledge points: an encounter that must fire at the bound and a near miss
 * that must not. They let whoever publishes the rule see that it does what its class says.
 *
 * @param peer - A code of another point with the same parameters, for rules that take two.
 */
export function ruleExamples(rule: RuleDefinition, point: KnowledgePoint, peer?: string): readonly RuleExample[] {
  const code = point.items[0];
  if (code === undefined) return [];
  const day = point.from !== undefined && point.from > EXAMPLE_DAY ? point.from : EXAMPLE_DAY;
  const parameters = { ...rule.logic.parameters, ...point.parameters } as Parameters;
  const scene: Scene = { day, code, others: point.others ?? [], pointId: point.id, peer };
  const build = EXAMPLES_BY_MODE[`${rule.logic.kind}.${rule.logic.mode}`];
  return build === undefined ? [] : build(parameters, scene);
}

interface Scene {
  readonly day: CstDate;
  readonly code: string;
  readonly others: readonly string[];
  readonly pointId: string;
  readonly peer: string | undefined;
}

/** Parameters of rule and point together, as the modes below name them. */
interface Parameters {
  readonly sex?: 'male' | 'female';
  readonly yearsBelow?: number;
  readonly daysMax?: number;
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  readonly levelMin?: string;
  readonly groups?: readonly IndicationGroup[];
  readonly visitTypes?: readonly string[];
  readonly max?: number;
  readonly unit?: string;
  readonly count?: string;
  readonly window?: Window;
  readonly ratio?: string;
}
type Build = (parameters: Parameters, scene: Scene) => readonly RuleExample[];

const EXAMPLES_BY_MODE: Readonly<Record<string, Build>> = {
  'restrict.sex': ({ sex }, scene) => [
    example('the other sex', 'alert', scene, { insuredPerson: { sex: sex === 'male' ? 'female' : 'male' } }),
    example('the sex that it is for', 'clear', scene, { insuredPerson: { sex: sex === 'male' ? 'male' : 'female' } }),
    example('sex not known', 'undetermined', scene, { insuredPerson: {} }),
  ],
  'restrict.age': ({ yearsBelow, daysMax }, scene) => {
    // Born so that the bound is reached on the very day; a day later it is not yet.
    const reached = daysMax === undefined ? yearsBefore(scene.day, yearsBelow ?? 0) : shift(scene.day, -daysMax - 1);
    return [
      example('just too old', 'alert', scene, { insuredPerson: { birthDate: reached } }),
      example('a day younger', 'clear', scene, { insuredPerson: { birthDate: shift(reached, 1) } }),
      example('birth date not known', 'undetermined', scene, { insuredPerson: {} }),
    ];
  },
  'restrict.insurance-type': ({ allow = [] }, scene) =>
    twoTypes(allow, [], ['employee', 'resident', 'maternity', 'work-injury']).map(([expect, type]) =>
      example(type, expect, scene, { insuredPerson: { insuranceType: type as 'employee' } }),
    ),
  'restrict.visit-type': ({ allow = [], deny = [] }, scene) =>
    twoTypes(allow, deny, ['outpatient', 'inpatient', 'internet']).map(([expect, type]) =>
      example(type, expect, scene, { visit: { type: type as 'inpatient' } }),
    ),
  'restrict.institution-level': ({ levelMin }, scene) => [
    example('a level below', 'alert', scene, {
      institution: { level: levelMin === 'tertiary' ? 'secondary' : 'primary' },
    }),
    example('that level', 'clear', scene, { institution: { level: levelMin as 'secondary' } }),
    example('ungraded', 'undetermined', scene, { institution: {} }),
  ],
  'indication.allow': ({ groups = [] }, scene) => {
    const named = groups.flatMap(({ allOf }) => allOf).find((condition) => condition.kind === 'diagnosis');
    const code = named?.kind === 'diagnosis' ? (named.codes[0]?.split('-')[0] ?? '') : '';
    return [
      example('another disease', 'alert', scene, { diagnoses: [{ code: OTHER_DISEASE }] }),
      example('the disease that is named', 'clear', scene, { diagnoses: [{ code }] }),
      example('the disease is suspected only', 'alert', scene, { diagnoses: [{ code: `${code}?` }] }),
    ];
  },
  'indication.evidence': ({ visitTypes }, scene) => {
    const visit = { type: (visitTypes?.[0] ?? 'inpatient') as 'inpatient' };
    return [
      example('nobody has confirmed it', 'undetermined', scene, { visit }),
      example('confirmed', 'clear', scene, { visit, items: [item(scene, { attestations: [scene.pointId] })] }),
    ];
  },
  'conflict.includes': (_parameters, scene) => {
    const contained = item(scene, { id: '2', code: scene.others[0] ?? '' });
    return [
      example('charged beside each other', 'alert', scene, { items: [item(scene), contained] }),
      example('charged alone', 'clear', scene, { items: [contained] }),
    ];
  },
  'limit.quantity': ({ max = 0, unit, window }, scene) => {
    if (window?.kind === 'rolling') {
      const earlier = (days: number) => item(scene, { id: '2', role: 'history', occurredAt: shift(scene.day, -days) });
      return [
        example('a day too soon', 'alert', scene, { items: [item(scene), earlier(window.days - 1)] }),
        example('as late as it must be', 'clear', scene, { items: [item(scene), earlier(window.days)] }),
      ];
    }
    const quantity = (value: number) => ({ items: [item(scene, { quantity: value, ...(unit && { unit }) })] });
    return [
      example('one too many', 'alert', scene, quantity(max + 1)),
      example('as many as are allowed', 'clear', scene, quantity(max)),
    ];
  },
  'limit.days': ({ max = 0, count }, scene) => {
    const used = (days: number): Partial<Encounter> => ({
      items:
        count === 'span'
          ? [item(scene), item(scene, { id: '2', role: 'history', occurredAt: shift(scene.day, 1 - days) })]
          : [item(scene, { isStanding: true, occurredAt: shift(scene.day, 1 - days), endedAt: shift(scene.day, 1) })],
    });
    return [
      example('a day too long', 'alert', scene, used(max + 1)),
      example('as long as is allowed', 'clear', scene, used(max)),
    ];
  },
  'price.discount': ({ ratio = '1' }, scene) => {
    const { peer } = scene;
    // One operation done twice is not two operations.
    if (peer === undefined) return [];
    const operations = (share: number): Partial<Encounter> => ({
      items: ['1', '2'].map((id) =>
        item(scene, {
          id,
          code: id === '1' ? scene.code : peer,
          incisionId: 'A',
          listPriceFen: 100_000,
          unitPriceFen: id === '1' ? 100_000 : share * 100_000,
        }),
      ),
    });
    return [
      example('both in full', 'alert', scene, operations(1)),
      example('the second at its share', 'clear', scene, operations(Number(ratio))),
    ];
  },
  'coverage.never': (_parameters, scene) => [
    example('claimed from the fund', 'alert', scene, {}),
    example('paid by the person', 'clear', scene, { items: [item(scene, { payment: 'self' })] }),
  ],
  'coverage.composition': (_parameters, scene) => [
    example('alone', 'alert', scene, {}),
    example('with a piece that is not listed', 'clear', scene, {
      items: [item(scene), item(scene, { id: '2', code: UNLISTED_PIECE })],
    }),
  ],
};

/** Something that fires and something that does not, of a list that allows or denies. */
function twoTypes(
  allow: readonly string[],
  deny: readonly string[],
  types: readonly string[],
): readonly (readonly ['alert' | 'clear', string])[] {
  const isRefused = (type: string) => (allow.length > 0 ? !allow.includes(type) : deny.includes(type));
  const refused = types.find(isRefused);
  const admitted = allow[0] ?? types.find((type) => !isRefused(type));
  return [
    ...(refused === undefined ? [] : [['alert', refused] as const]),
    ...(admitted === undefined ? [] : [['clear', admitted] as const]),
  ];
}

function example(name: string, expect: RuleExample['expect'], scene: Scene, more: Partial<Encounter>): RuleExample {
  const encounter: Encounter = {
    id: 'example',
    asOf: `${scene.day} 10:00`,
    // Prices are known by then, and every phase but the first is judged alike.
    phase: 'review',
    insuredPerson: { sex: 'female', birthDate: yearsBefore(scene.day, 40), insuranceType: 'employee' },
    institution: { kind: 'hospital', level: 'tertiary' },
    visit: { type: 'inpatient', startedAt: shift(scene.day, -1) },
    diagnoses: [{ code: OTHER_DISEASE }],
    historyCoverage: 'regional',
    items: [item(scene)],
    ...more,
  };
  return { name, encounter, expect };
}

function item(scene: Scene, more: Partial<OrderItem> = {}): OrderItem {
  return { id: '1', code: scene.code, occurredAt: `${scene.day} 09:00`, quantity: 1, ...more };
}

function yearsBefore(day: CstDate, years: number): CstDate {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return formatCstDate(dayFromCivil(year! - years, month!, dayOfMonth!));
}

function shift(day: CstDate, days: number): CstDate {
  return formatCstDate(parseCstDate(day) + days);
}

/** A day on which every published point that is still in force is in force. It exists in every year. */
const EXAMPLE_DAY: CstDate = '2026-07-01';
/** Acne: in nobody's restriction so far. */
const OTHER_DISEASE = 'L70.0';
/** Shaped like a decoction piece, and none. */
const UNLISTED_PIECE = 'T999999999';
