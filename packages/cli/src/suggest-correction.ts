import type {
  CatalogueItem,
  CodeMapping,
  KnowledgePoint,
  PolicyRow,
  RuleDefinition,
  RuleId,
  RuleLogic,
  RuleSource,
  Withdrawal,
} from '@forecheck/core';
import type { LintDiagnostic, LintRow } from '@forecheck/core/compile';
import { suggestName } from './suggest-name.ts';

/** What a diagnostic about an unknown name may have meant: `; did you mean …?`, or nothing. */
export function suggesterOf(source: RuleSource, knownRules: Iterable<RuleId>): (diagnostic: LintDiagnostic) => string {
  const rules = [...(source.rules ?? []).flatMap((rule) => idOf(rule)), ...knownRules];
  return ({ code, path, row, message }) => {
    switch (code) {
      case 'field-unknown':
        return row === undefined ? '' : suggestName(lastName(path), Object.keys(FIELDS[row.kind]));
      case 'parameter-unknown':
      case 'placeholder-unknown':
        return suggestAmong(message);
      case 'rule-unknown':
        return suggestName(ruleNamedAt(source, path), rules);
      case 'logic-unknown':
        return suggestLogic(source.rules?.[indexIn('rules', path)]?.logic);
      default:
        return '';
    }
  };
}

/** The rule that a knowledge point names, of a diagnostic's path: `knowledge[3].rule`. Empty when it names none. */
export function ruleNamedAt(source: RuleSource, path: string): RuleId {
  const rule: unknown = source.knowledge?.[indexIn('knowledge', path)]?.rule;
  return typeof rule === 'string' ? rule : '';
}

function indexIn(list: 'rules' | 'knowledge', path: string): number {
  return path.startsWith(`${list}[`) ? Number.parseInt(path.slice(list.length + 1), 10) : -1;
}

function idOf(rule: unknown): readonly string[] {
  const id = typeof rule === 'object' && rule !== null && 'id' in rule ? rule.id : undefined;
  return typeof id === 'string' ? [id] : [];
}

function lastName(path: string): string {
  return /([^.[\]]*)$/.exec(path)?.[1] ?? '';
}

/** These messages name the unknown one first, and then all that there are. */
function suggestAmong(message: string): string {
  const [typed = '', ...known] = [...message.matchAll(/`\{?([^`{}]+)\}?`/g)].map(([, name = '']) => name);
  return suggestName(typed, known);
}

function suggestLogic(logic: RuleLogic | undefined): string {
  const { kind, mode } = (logic ?? {}) as { readonly kind?: unknown; readonly mode?: unknown };
  if (typeof kind !== 'string' || typeof mode !== 'string') return '';
  return suggestName(`${kind}.${mode}`, LOGICS);
}

/** Properties of every row; a new one does not compile until it is here. */
const FIELDS: { readonly [Kind in LintRow['kind']]: Readonly<Record<keyof Rows[Kind], true>> } = {
  rule: {
    id: true,
    nationalCode: true,
    name: true,
    logic: true,
    verdict: true,
    degree: true,
    severity: true,
    phases: true,
    scenes: true,
    fundScope: true,
    exemptInsurance: true,
    isEmergencyExempt: true,
    message: true,
    basis: true,
    dispositions: true,
    from: true,
    to: true,
    examples: true,
  },
  knowledge: {
    id: true,
    rule: true,
    items: true,
    others: true,
    parameters: true,
    name: true,
    text: true,
    basis: true,
    from: true,
    to: true,
    supersedes: true,
  },
  catalogue: {
    code: true,
    name: true,
    kind: true,
    payClass: true,
    baseUnit: true,
    units: true,
    from: true,
    to: true,
  },
  mapping: { localCode: true, code: true, from: true, to: true },
  policy: {
    rule: true,
    verdict: true,
    severity: true,
    phase: true,
    department: true,
    decision: true,
    mayLoosen: true,
  },
  withdrawal: { row: true, id: true },
};

interface Rows {
  readonly rule: RuleDefinition;
  readonly knowledge: KnowledgePoint;
  readonly catalogue: CatalogueItem;
  readonly mapping: CodeMapping;
  readonly policy: PolicyRow;
  readonly withdrawal: Withdrawal;
}

type LogicName = RuleLogic extends infer Logic
  ? Logic extends { readonly kind: infer Kind extends string; readonly mode: infer Mode extends string }
    ? `${Kind}.${Mode}`
    : never
  : never;

const LOGIC_NAMES: Readonly<Record<LogicName, true>> = {
  'restrict.sex': true,
  'restrict.age': true,
  'restrict.insurance-type': true,
  'restrict.visit-type': true,
  'restrict.institution-level': true,
  'restrict.department': true,
  'restrict.prescriber': true,
  'restrict.reproductive-state': true,
  'indication.allow': true,
  'indication.deny': true,
  'indication.evidence': true,
  'conflict.includes': true,
  'conflict.excludes': true,
  'conflict.same-class': true,
  'limit.quantity': true,
  'limit.times': true,
  'limit.days': true,
  'limit.min-gap': true,
  'limit.supply': true,
  'limit.amount': true,
  'limit.distinct': true,
  'price.ceiling': true,
  'price.discount': true,
  'coverage.never': true,
  'coverage.composition': true,
  'companion.required': true,
  'companion.step': true,
};
const LOGICS = Object.keys(LOGIC_NAMES);
