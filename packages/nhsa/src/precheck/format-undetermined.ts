import type { Evaluation } from '@forecheck/core';
import { factField } from './fact-field.ts';
import type { PrecheckSubject } from './parse-request.ts';
import { shortRuleId } from './violation.ts';

/** One rule that could not be decided, and the facts that it lacked: an entry of `output.fc_undetermined_dtos`. */
export interface WireUndetermined {
  readonly rule_id: string;
  readonly rule_name: string;
  readonly mdtrt_id: string;
  /** Lines that it could not be decided for, as sent, the first `RX_IDS_MAX`; lines without an rx_id are not named. */
  readonly rx_ids: readonly string[];
  /** How many lines there are. */
  readonly rx_cnt: number;
  readonly missing_dtos: readonly WireMissingFact[];
}

/** One missing fact. */
export interface WireMissingFact {
  /** In the terms of the model: `items.unit`. */
  readonly fact: string;
  /** The field of the message that it is read from: `spec_unt`. Absent when the interface has none. */
  readonly field?: string;
  /** What the interface calls it: 数量单位. */
  readonly field_name?: string;
}

/**
 * Rules of one evaluation that lack a fact, each combination of rule and missing facts once. Questions that a person
 * answers are not among them: `result` tells those. Nothing of the person is: rules, fields and line ids.
 */
export function formatUndetermined(
  { echo }: PrecheckSubject,
  { undetermined }: Evaluation,
): readonly WireUndetermined[] {
  const entries = new Map<string, { readonly first: (typeof undetermined)[number]; readonly items: Set<string> }>();
  for (const one of undetermined) {
    if (one.prompt !== undefined) continue;
    const key = JSON.stringify([one.rule, one.missing]);
    const entry = entries.get(key) ?? { first: one, items: new Set<string>() };
    entries.set(key, entry);
    for (const item of one.items) entry.items.add(item);
  }
  return [...entries.values()].map(({ first, items }) => ({
    rule_id: shortRuleId(first.rule),
    rule_name: first.name['zh-CN'],
    mdtrt_id: echo.mdtrtId ?? '',
    rx_ids: [...items].flatMap((item) => echo.lines.get(item)?.rxId ?? []).slice(0, RX_IDS_MAX),
    rx_cnt: items.size,
    missing_dtos: first.missing.map((fact) => ({ fact, ...factField(fact) })),
  }));
}

/** Most line ids of one entry: enough to find them, and the answer stays small. */
const RX_IDS_MAX = 100;
