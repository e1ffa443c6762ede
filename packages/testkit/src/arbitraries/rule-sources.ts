import type {
  CatalogueItem,
  CodeMapping,
  KnowledgePoint,
  PolicyRow,
  RuleDefinition,
  RuleLogic,
  RuleSource,
  Withdrawal,
} from '@forecheck/core';
import fc from 'fast-check';

/** Days on which generated rows begin and end. A law about days need only look at these and their neighbours. */
export const GENERATED_DAYS = ['2024-01-01', '2024-01-03', '2024-01-05', '2024-01-08'] as const;
/** Every item code that generated rows name. */
export const GENERATED_CODES = ['XA01', 'XA02', 'XA01BB', 'T00100', '33-1/a', 'Z'] as const;
/** Every local code that generated mappings name. */
export const GENERATED_LOCAL_CODES = ['L-1', 'L-2', '本地'] as const;
/** Logic of every rule that generated knowledge points belong to, whether or not their own source defines it. */
export const GENERATED_LOGIC: ReadonlyMap<string, RuleLogic> = new Map<string, RuleLogic>([
  ['R-SEX', { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } }],
  ['R-PAIR', { kind: 'conflict', mode: 'excludes', parameters: { window: { kind: 'day' } } }],
  ['R-SUM', { kind: 'limit', mode: 'quantity', parameters: { max: 3, window: { kind: 'visit' } } }],
  ['R-FOR', { kind: 'indication', mode: 'allow' }],
  ['R-STEP', { kind: 'companion', mode: 'step', parameters: { firstLine: ['XA0*', 'Z'], withinDays: 30, daysMin: 1 } }],
]);

/**
 * Valid sources of a small world, oldest first, so that ids, codes and days of one source meet those of the others:
 * replaced, superseded, withdrawn, published again, split into versions.
 */
export function arbitraryLayers(layersMax = 4): fc.Arbitrary<readonly RuleSource[]> {
  return fc
    .array(arbitraryRuleSource(), { minLength: 1, maxLength: layersMax })
    .map((sources) => sources.map((source, index) => ({ ...source, id: `S-${index}` })));
}

/** One valid source of that world. */
export function arbitraryRuleSource(): fc.Arbitrary<RuleSource> {
  return fc.record(
    {
      formatVersion: fc.constant(1 as const),
      id: fc.constant('S'),
      layer: fc.constant('national' as const),
      title: fc.constantFrom('', 'base', '二〇二四年版'),
      catalogue: versionsOf(GENERATED_CODES, catalogueItem),
      rules: versionsOf([...GENERATED_LOGIC.keys()], ruleDefinition),
      knowledge: versionsOf(KNOWLEDGE_IDS, knowledgePoint),
      mappings: versionsOf(GENERATED_LOCAL_CODES, codeMapping),
      policy: fc.array(policyRow, { maxLength: 3 }),
      withdrawn: fc.array(withdrawal, { maxLength: 2 }),
    },
    { requiredKeys: ['formatVersion', 'id', 'layer'] },
  );
}

interface Days {
  readonly from?: string;
  readonly to?: string;
}

const KNOWLEDGE_IDS = ['KP-1', 'KP-2', 'KP-3', 'KP-4', '知识点-5'];
const words = fc.constantFrom('one', '两 𠮷', 'x'.repeat(60));
const pattern = fc.constantFrom(...GENERATED_CODES, 'XA0*', 'T00*', 'XA01B*');
const patterns = fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 });
const basis = fc.record(
  { instrument: words, article: words, locator: fc.constant('1/2/3') },
  { requiredKeys: ['instrument'] },
);
const localText = fc.record({ 'zh-CN': words, en: words });

/** Rows for some of the ids: one version, open or bounded, or two that meet on a day. */
function versionsOf<Row>(
  ids: readonly string[],
  rowOf: (id: string, days: Days) => fc.Arbitrary<Row>,
): fc.Arbitrary<Row[]> {
  return fc
    .subarray([...ids])
    .chain((chosen) =>
      fc
        .tuple(
          ...chosen.map((id) => days.chain((versions) => fc.tuple(...versions.map((version) => rowOf(id, version))))),
        )
        .map((rows) => rows.flat()),
    );
}

const bound = fc.option(fc.nat({ max: GENERATED_DAYS.length - 1 }), { nil: undefined });
const days: fc.Arbitrary<readonly Days[]> = fc.tuple(bound, bound, fc.boolean()).map(([first, second, isSplit]) => {
  const [low, high] = first !== undefined && second !== undefined && first > second ? [second, first] : [first, second];
  const from = low === undefined ? {} : { from: GENERATED_DAYS[low]! };
  const to = high === undefined || high === low ? {} : { to: GENERATED_DAYS[high]! };
  if (!isSplit || to.to === undefined) return [{ ...from, ...to }];
  return [{ ...from, ...to }, { from: to.to }];
});

function catalogueItem(code: string, inForce: Days): fc.Arbitrary<CatalogueItem> {
  return fc
    .record(
      {
        name: words,
        kind: fc.constantFrom('drug' as const, 'consumable' as const, 'service' as const),
        payClass: fc.constantFrom('a' as const, 'b' as const, 'self-paid' as const),
        baseUnit: fc.constantFrom('片', 'h'),
        units: fc.constantFrom({ 盒: 24 }, { 瓶: [10, 4] as const, half: 0.5 }, {}),
      },
      { requiredKeys: ['name', 'kind'] },
    )
    .map((item) => ({ ...item, code, ...inForce }));
}

function ruleDefinition(id: string, inForce: Days): fc.Arbitrary<RuleDefinition> {
  return fc
    .record(
      {
        name: localText,
        verdict: fc.constantFrom('violation' as const, 'suspected' as const, 'notice' as const),
        severity: fc.constantFrom('critical' as const, 'warning' as const, 'info' as const),
        phases: fc.constantFrom([], ['prompt' as const], ['prompt' as const, 'audit' as const]),
        fundScope: fc.constantFrom('pooled' as const, 'insurance' as const, 'any' as const),
        isEmergencyExempt: fc.boolean(),
        message: localText,
        basis: fc.array(basis, { maxLength: 2 }),
      },
      { requiredKeys: ['name', 'verdict', 'severity', 'fundScope', 'message', 'basis'] },
    )
    .map((rule) => ({ ...rule, id, logic: GENERATED_LOGIC.get(id)!, ...inForce }));
}

const PARAMETERS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'R-SEX': [{}, { sex: 'male' }],
  'R-PAIR': [{}, { window: { kind: 'hours', hours: 6 }, sameSite: true }],
  'R-SUM': [
    { max: '2.5', unit: '片' },
    { window: { kind: 'rolling', days: 7 }, perSite: false },
  ],
  'R-FOR': [
    { groups: [{ allOf: [{ kind: 'diagnosis', codes: ['I60-I64', 'e11'] }] }] },
    {
      groups: [
        { allOf: [{ kind: 'lab', code: 'Hb', operator: '<', value: '90', unit: 'g/L' }] },
        { allOf: [{ kind: 'prior-use', codes: ['XA02', 'T00*'], withinDays: 90 }] },
      ],
    },
  ],
  'R-STEP': [{}, { firstLine: ['XA01BB'], daysMin: 3 }],
};

function knowledgePoint(id: string, inForce: Days): fc.Arbitrary<KnowledgePoint> {
  return fc.constantFrom(...GENERATED_LOGIC.keys()).chain((rule) =>
    fc
      .record(
        {
          items: patterns,
          ...(rule === 'R-PAIR' ? { others: patterns } : {}),
          parameters: fc.constantFrom(...PARAMETERS[rule]!),
          name: words,
          text: words,
          basis,
          supersedes: fc.uniqueArray(fc.constantFrom(...KNOWLEDGE_IDS.filter((other) => other !== id)), {
            minLength: 1,
            maxLength: 2,
          }),
        },
        { requiredKeys: ['items'] },
      )
      .map((point) => ({ ...point, id, rule, ...inForce })),
  );
}

function codeMapping(localCode: string, inForce: Days): fc.Arbitrary<CodeMapping> {
  return fc.constantFrom(...GENERATED_CODES).map((code) => ({ localCode, code, ...inForce }));
}

const policyRow: fc.Arbitrary<PolicyRow> = fc.record(
  {
    rule: fc.constantFrom(...GENERATED_LOGIC.keys()),
    severity: fc.constantFrom('critical' as const, 'info' as const),
    department: fc.constantFrom('A01', 'A02'),
    decision: fc.constantFrom('pass' as const, 'remind' as const, 'block' as const),
    mayLoosen: fc.boolean(),
  },
  { requiredKeys: ['decision'] },
);

const withdrawal: fc.Arbitrary<Withdrawal> = fc.oneof(
  fc.constantFrom(...KNOWLEDGE_IDS).map((id) => ({ row: 'knowledge' as const, id })),
  fc.constantFrom(...GENERATED_LOGIC.keys()).map((id) => ({ row: 'rule' as const, id })),
  fc.constantFrom(...GENERATED_CODES).map((id) => ({ row: 'catalogue' as const, id })),
  fc.constantFrom(...GENERATED_LOCAL_CODES).map((id) => ({ row: 'mapping' as const, id })),
);
