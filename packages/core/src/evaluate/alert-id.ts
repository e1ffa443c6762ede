import type { AlertId } from '../model/ids.ts';
import type { Finding, Judge } from './judge.ts';

/**
 * Id of an alert: equal facts under an equal rule give an equal id on every platform. Two 32-bit hashes over
 * encounter, rule, knowledge point, window, offending items and what was measured.
 */
export function alertIdOf(judge: Judge, finding: Finding, knowledgePoint: string): AlertId {
  const { facts } = judge;
  let text = `${facts.encounter.id}\n${finding.version.definition.id}\n${knowledgePoint}\n${finding.window}`;
  for (const i of finding.offending) text += `\n${facts.raw[i]!.id}`;
  for (const evidence of finding.evidence) text += `\n${evidence.fact}=${evidence.value}`;
  return hex(hash(text, 0x811c_9dc5)) + hex(hash(text, 0x9e37_79b9));
}

/** FNV-1a over UTF-16 code units with a final avalanche. */
function hash(text: string, seed: number): number {
  let h = seed;
  for (let k = 0; k < text.length; k += 1) h = Math.imul(h ^ text.charCodeAt(k), 0x0100_0193);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
