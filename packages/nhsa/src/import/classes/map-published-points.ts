import type { KnowledgePoint, RuleDefinition } from '@forecheck/core';
import type { PublishedPoint } from '../points/published-point.ts';
import type { ClassReport, Doubt, SetAsideRow, TableName } from '../report/import-report.ts';
import { normaliseText } from '../text/normalise-text.ts';
import type { Period } from './asked-texts.ts';
import { AskedTexts } from './asked-texts.ts';
import { ClassCounter } from './class-counter.ts';
import { evidenceRuleOf } from './define-rule.ts';
import { InForce } from './in-force.ts';
import { drugIndication } from './indication.ts';
import { knowledgePoint, remainderPoint } from './knowledge-point.ts';
import { isNationalCode } from './national-code.ts';
import type { MapContext, PointOutcome, RuleClass } from './rule-class.ts';
import { RULE_CLASSES } from './rule-classes.ts';
import { RuleCollector } from './rule-collector.ts';
import { secondLine } from './second-line.ts';

/** Rules and knowledge points made of published points, and the account of how. */
export interface MappedPoints {
  readonly rules: readonly RuleDefinition[];
  readonly knowledge: readonly KnowledgePoint[];
  readonly classes: readonly ClassReport[];
  readonly setAside: readonly SetAsideRow[];
  readonly doubts: readonly Doubt[];
  /** Which restrictions are judged or asked, by code. */
  readonly asked: AskedTexts;
  /** What became of each point, by its id. */
  readonly outcomes: ReadonlyMap<string, PointOutcome['kind']>;
}

/** Makes every published point into a decidable knowledge point, a question, or a row set aside with its reason. */
export function mapPublishedPoints(
  points: readonly PublishedPoint[],
  context: MapContext,
  table: TableName = 'knowledge-points',
): MappedPoints {
  const account = new Account(table);
  const inForce = new InForce(points);
  const remainders: Remainder[] = [];
  for (const point of points) {
    const ruleClass = CLASS_BY_NAME.get(normaliseText(point.ruleClass));
    const period = inForce.period(point);
    const outcome = decide(point, ruleClass, context, period);
    account.record(point, ruleClass, outcome);
    const successor = inForce.republishedBy(point);
    if (successor !== undefined) account.doubt(point, `published again as ${successor.id}, ended on ${period.to}`);
    if (ruleClass === undefined || outcome.kind === 'set-aside') continue;
    const rule = outcome.kind === 'prompt' ? evidenceRuleOf(ruleClass.rule) : ruleClass.rule;
    const row = account.keep(rule, knowledgePoint(point, rule, outcome, period));
    if (outcome.kind === 'decidable' && outcome.remainder !== undefined) {
      remainders.push({ point, ruleClass, outcome, period, codes: row.items });
    } else {
      account.asked.add(row.items, point.text, period);
    }
    // These two classes ask for the indication as a whole, so nothing of the same drug is left to ask.
    if (ruleClass === drugIndication || ruleClass === secondLine) account.asked.addWhole(row.items, period);
  }
  // Only now is it known what else asks about each code.
  for (const remainder of remainders) askRemainder(remainder, account);
  return account.result();
}

interface Remainder {
  readonly point: PublishedPoint;
  readonly ruleClass: RuleClass;
  readonly outcome: Extract<PointOutcome, { kind: 'decidable' }>;
  readonly period: Period;
  readonly codes: readonly string[];
}

function askRemainder({ point, ruleClass, outcome, period, codes }: Remainder, account: Account): void {
  const items = codes.filter((code) => !account.asked.isAsked(code, point.text, period));
  account.counter.countRemainder(ruleClass, items.length > 0);
  if (items.length === 0) return;
  // What remains of a drug's restriction is its indication, whichever class the row was published under.
  const rule = evidenceRuleOf((ruleClass.name.startsWith('药品') ? drugIndication : ruleClass).rule);
  account.keep(rule, remainderPoint(point, rule, items, outcome, period));
  account.asked.add(items, point.text, period);
}

function decide(
  point: PublishedPoint,
  ruleClass: RuleClass | undefined,
  context: MapContext,
  period: Period,
): PointOutcome {
  if (ruleClass === undefined) return { kind: 'set-aside', reason: 'rule-class-unknown' };
  if (point.codes.length === 0) {
    return { kind: 'set-aside', reason: NOTE.test(point.name) ? 'annex-note' : 'codes-absent' };
  }
  if (!point.codes.some(isNationalCode)) return { kind: 'set-aside', reason: 'code-malformed' };
  if (!point.isCurrent && period.to === undefined) return { kind: 'set-aside', reason: 'replacement-absent' };
  return ruleClass.mapPoint(point, context);
}

/** Gathers what was made, and what was not. */
class Account {
  readonly asked = new AskedTexts();
  readonly counter = new ClassCounter();
  readonly #rules = new RuleCollector();
  readonly #knowledge: KnowledgePoint[] = [];
  readonly #setAside: SetAsideRow[] = [];
  readonly #doubts: Doubt[] = [];
  readonly #outcomes = new Map<string, PointOutcome['kind']>();
  readonly #table: TableName;

  constructor(table: TableName) {
    this.#table = table;
  }

  record(point: PublishedPoint, ruleClass: RuleClass | undefined, outcome: PointOutcome): void {
    const at = `${point.source.file}:${point.source.line}`;
    this.counter.count(point, ruleClass, outcome);
    this.#outcomes.set(point.id, outcome.kind);
    if (outcome.kind === 'set-aside') {
      this.#setAside.push({ at, table: this.#table, id: point.id, reason: outcome.reason });
      if (outcome.reason === 'annex-note' && ruleClass !== undefined) this.#rules.addNote(ruleClass.rule, point.name);
      return;
    }
    const malformed = point.codes.filter((code) => !isNationalCode(code)).length;
    if (malformed > 0) this.doubt(point, `${malformed} codes of unknown shape left out`);
    const doubt = outcome.kind === 'decidable' ? outcome.doubt : undefined;
    if (doubt !== undefined) this.doubt(point, doubt);
  }

  doubt({ id, source }: PublishedPoint, about: string): void {
    this.#doubts.push({ at: `${source.file}:${source.line}`, id, about });
  }

  keep(rule: RuleDefinition, row: KnowledgePoint): KnowledgePoint {
    this.#rules.use(rule);
    this.#knowledge.push(row);
    return row;
  }

  result(): MappedPoints {
    return {
      rules: this.#rules.rules(this.#knowledge),
      knowledge: this.#knowledge,
      classes: this.counter.reports(),
      setAside: this.#setAside,
      doubts: this.#doubts,
      asked: this.asked,
      outcomes: this.#outcomes,
    };
  }
}

/** Remarks that stand among the rows of an annex. */
const NOTE = /^(?:说明|备注|注|合计)/;

const CLASS_BY_NAME: ReadonlyMap<string, RuleClass> = new Map(
  RULE_CLASSES.map((ruleClass) => [normaliseText(ruleClass.name), ruleClass]),
);
