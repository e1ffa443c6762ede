import { activate, openSegment, type RuleSource } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import {
  checkPurchase,
  NATIONAL_SETTINGS,
  type ReadProblem,
  readPurchase,
  readSettings,
  type SettingsSource,
  settingsInForce,
  type TillVerdict,
} from '@forecheck/pos';

/** A JSON object. */
export type Json = { readonly [key: string]: unknown };

/** What the cases have in common: persons by name, goods by name, the settings of the store, a sale that is allowed. */
export interface CommonFacts {
  /** A number in parts, because no file may hold a whole one; the region is one that was never given out. */
  readonly persons: Readonly<Record<string, { readonly kind: string; readonly parts: readonly string[] }>>;
  readonly lines: Readonly<Record<string, Json>>;
  readonly settings: SettingsSource;
  readonly purchase: Json;
}

/** One file of cases. */
export interface PosCaseFile {
  readonly suite: string;
  readonly note?: string;
  readonly cases: readonly PosCase[];
}

/** One sale and the answer. */
export interface PosCase {
  readonly name: string;
  readonly scenario?: string;
  /** Numbers of the checks in docs/pos.md. */
  readonly checks: readonly number[];
  /** JSON Merge Patch (RFC 7396) on the common purchase. */
  readonly change: Json;
  /** Settings above those of the store. */
  readonly settings?: SettingsSource;
  readonly rules?: RuleSource;
  readonly expect: PosExpectation;
}

/** What must come back. Every finding is listed; of each, what is written is compared. */
export interface PosExpectation {
  readonly decision: string;
  readonly findings: readonly ExpectedTillFinding[];
  readonly undetermined?: readonly { readonly reason: string; readonly missing: readonly string[] }[];
  readonly lines?: Readonly<Record<string, string>>;
  readonly isUnverified?: boolean;
  readonly problems?: readonly ReadProblem[];
}

/** One finding that must be there. */
export interface ExpectedTillFinding {
  readonly reason: string;
  readonly decision: string;
  readonly lines: readonly string[];
  readonly evidence: readonly { readonly fact: string; readonly value: string; readonly bound?: string }[];
  /** `instrument art. n`. */
  readonly basis: readonly string[];
}

/** The answer of our own till to one case. */
export function answerCase(facts: CommonFacts, { change, settings, rules }: PosCase): PosExpectation {
  const { purchase, problems } = readPurchase(complete(facts, change));
  if (purchase === undefined) return { decision: 'unreadable', findings: [], undetermined: [], problems };
  const sources = [NATIONAL_SETTINGS, facts.settings, ...(settings === undefined ? [] : [settings])].map(accept);
  const day = Math.floor(purchase.at / 86_400_000);
  const inForce = settingsInForce(sources, purchase.pharmacy?.region ?? '', day);
  const verdict = checkPurchase(purchase, {
    settings: inForce,
    ...(rules === undefined ? {} : { ruleset: activateSource(rules) }),
  });
  return describe(verdict, problems);
}

/** The whole question as JSON: patch applied, persons and lines filled in. */
function complete(facts: CommonFacts, change: Json): unknown {
  return fillIn(facts, merge(facts.purchase, change));
}

function merge(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merge(result[key], value);
  }
  return result;
}

function fillIn(facts: CommonFacts, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => fillIn(facts, entry));
  if (!isObject(value)) return value;
  if (typeof value['person'] === 'string' && value['person'] in facts.persons) {
    const { kind, parts } = facts.persons[value['person']]!;
    return { kind, number: parts.join('') };
  }
  const { like, ...rest } = value;
  const whole = typeof like === 'string' ? (merge(facts.lines[like], rest) as Json) : value;
  return Object.fromEntries(Object.entries(whole).map(([key, entry]) => [key, fillIn(facts, entry)]));
}

function describe(verdict: TillVerdict, problems: readonly ReadProblem[]): PosExpectation {
  return {
    decision: verdict.decision,
    findings: verdict.findings.map(({ reason, decision, lines, evidence, basis }) => ({
      reason,
      decision,
      lines,
      evidence,
      basis: basis.map(({ instrument, article }) =>
        article === undefined ? instrument : `${instrument} art. ${article}`,
      ),
    })),
    undetermined: verdict.undetermined.map(({ reason, missing }) => ({ reason, missing })),
    lines: Object.fromEntries(verdict.lines.map(({ id, decision }) => [id, decision])),
    isUnverified: verdict.isUnverified,
    problems,
  };
}

function accept(source: SettingsSource): SettingsSource {
  const reading = readSettings(JSON.parse(JSON.stringify(source)));
  if (reading.kind === 'refused') throw new Error(`settings: ${JSON.stringify(reading.problems)}`);
  return reading.settings;
}

function activateSource(source: RuleSource) {
  const digest = '0'.repeat(64);
  const view = openSegment(compileSegment(source));
  return activate({ manifest: 'f'.repeat(64), segments: [digest] }, [{ digest, view }]);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
