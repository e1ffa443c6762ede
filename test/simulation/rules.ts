import type { Encounter, Layer, RuleDefinition } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import type { SegmentDescriptor } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';

/** A segment and how a manifest names it. */
export interface MadeSegment {
  readonly descriptor: SegmentDescriptor;
  readonly bytes: Uint8Array;
}

const CODES = ['XA01', 'XA02', 'XA03'];
/** Rules of which each update rewrites one. */
export const RULE_IDS: readonly string[] = ['R1', 'R2', 'R3'];
/** What urgent manifests add. */
const URGENT_RULE = 'U1';

/** The base of a layer: three rules, one for each code. */
export function makeBase(layer: Layer, name: string): Promise<MadeSegment> {
  return make(
    layer,
    `${name}-base`,
    RULE_IDS.map((id) => rule(`${name}-${id}`, 1)),
    RULE_IDS.map((id, i) => ({ id: `${name}-K${id}`, rule: `${name}-${id}`, items: [CODES[i]!] })),
  );
}

/** An update of a layer: one of its rules with another message, which tells which version an evaluation saw. */
export function makeUpdate(layer: Layer, name: string, rewritten: string, version: number): Promise<MadeSegment> {
  return make(layer, `${name}-${version}`, [rule(`${name}-${rewritten}`, version)], []);
}

/** What an urgent manifest carries. */
export function makeUrgent(layer: Layer, name: string, version: number): Promise<MadeSegment> {
  return make(
    layer,
    `${name}-urgent-${version}`,
    [rule(`${name}-${URGENT_RULE}`, version)],
    [{ id: `${name}-KU`, rule: `${name}-${URGENT_RULE}`, items: ['XA01'] }],
  );
}

/** Meets every rule. */
export const PROBE: Encounter = {
  id: 'probe',
  asOf: Date.UTC(2026, 0, 5, 4),
  phase: 'prompt',
  insuredPerson: { sex: 'male' },
  items: CODES.map((code, i) => ({ id: `${i + 1}`, code, occurredAt: Date.UTC(2026, 0, 5, 4) })),
};

async function make(
  layer: Layer,
  id: string,
  rules: readonly RuleDefinition[],
  knowledge: readonly { id: string; rule: string; items: readonly string[] }[],
): Promise<MadeSegment> {
  const bytes = compileSegment({ formatVersion: 1, id, layer, rules, knowledge });
  const rows = rules.length + knowledge.length;
  const digest = await nodeCrypto().digest(bytes);
  return { bytes, descriptor: { digest, bytes: bytes.length, rows, format: FORMAT } };
}

function rule(id: string, version: number): RuleDefinition {
  const words = { 'zh-CN': `第${version}版`, en: `version ${version}` };
  return {
    id,
    name: words,
    logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
    verdict: 'violation',
    severity: 'critical',
    fundScope: 'pooled',
    message: words,
    basis: [],
  };
}

const FORMAT = 1;
