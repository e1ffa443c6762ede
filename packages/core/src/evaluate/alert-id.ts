import type { Finding, Judge } from '../judge/judge.ts';
import type { AlertId } from '../model/ids.ts';

/**
 * Id of an alert: equal facts under an equal rule give an equal id on every platform. Two 32-bit hashes over
 * encounter, rule, knowledge point, window, offending items and what was measured.
 */
export function alertIdOf(judge: Judge, finding: Finding, knowledgePoint: string): AlertId {
  const { facts } = judge;
  let text = `${facts.encounter.id}\n${finding.version.definition.id}\n${knowledgePoint}\n${finding.window}`;
  // The order in which items were sent is no fact about them.
  const ids = finding.offending.map((i) => facts.raw[i]!.id);
  for (const id of ids.length > 1 ? ids.sort() : ids) text += `\n${id}`;
  for (const evidence of finding.evidence) text += `\n${evidence.fact}=${evidence.value}`;
  // FNV-1a over UTF-16 code units, in two lanes of different seeds.
  let first = 0x811c_9dc5;
  let second = 0x9e37_79b9;
  for (let k = 0; k < text.length; k += 1) {
    const unit = text.charCodeAt(k);
    first = Math.imul(first ^ unit, 0x0100_0193);
    second = Math.imul(second ^ unit, 0x0100_0193);
  }
  return hex(finish(first)) + hex(finish(second));
}

function finish(lane: number): number {
  let h = lane;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hex(value: number): string {
  return BYTES[value >>> 24]! + BYTES[(value >>> 16) & 255]! + BYTES[(value >>> 8) & 255]! + BYTES[value & 255]!;
}

const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
