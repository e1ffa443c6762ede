import { SHORT_TEXT_MAX } from '../model/encounter.ts';
import { mapLocalCode } from '../ruleset/map-local-code.ts';
import type { Ruleset } from '../ruleset/ruleset.ts';
import { hashCode } from '../segment/hash.ts';
import type { Facts } from './facts.ts';
import { DAY_ABSENT, ITEM_COUNTS, ITEM_MAPPED, ROLE_HISTORY } from './facts.ts';
import { isStandIn } from './stand-in.ts';

/**
 * Finds the distinct national codes of the encounter and chains the items of each.
 *
 * A private table of the few codes at hand, so that history never has to be looked up in the large dictionary.
 * Returns the items that have no national code: neither sent nor mapped.
 */
export function indexCodes(facts: Facts, ruleset: Ruleset): number[] {
  const { slots, head, next, codeText, codeHash, isCandidate } = facts;
  const mask = slotMask(facts.count);
  slots.fill(0, 0, mask + 1);
  const unmapped: number[] = [];
  let distinct = 0;
  // Backwards, so that each chain runs in the order of the encounter.
  for (let i = facts.count - 1; i >= 0; i -= 1) {
    const text = nationalCode(facts, ruleset, i);
    if (text === undefined) {
      facts.code[i] = -1;
      if (facts.role[i] !== ROLE_HISTORY) unmapped.push(i);
      continue;
    }
    const hash = hashCode(text);
    let slot = hash & mask;
    let found = slots[slot]! - 1;
    while (found >= 0 && !(codeHash[found] === hash && codeText[found] === text)) {
      slot = (slot + 1) & mask;
      found = slots[slot]! - 1;
    }
    if (found < 0) {
      found = distinct;
      distinct += 1;
      slots[slot] = found + 1;
      codeText[found] = text;
      codeHash[found] = hash;
      head[found] = -1;
      isCandidate[found] = 0;
    }
    facts.code[i] = found;
    next[i] = head[found]!;
    head[found] = i;
  }
  facts.codeCount = distinct;
  return unmapped.reverse();
}

/** Marks the codes of active drafts and context items; call it after netting. */
export function markCandidates(facts: Facts): void {
  for (let i = 0; i < facts.count; i += 1) {
    const code = facts.code[i]!;
    if (code >= 0 && facts.role[i] !== ROLE_HISTORY && (facts.flags[i]! & ITEM_COUNTS) !== 0)
      facts.isCandidate[code] = 1;
  }
}

/** Places of `facts.slots` that are used for so many items, less one: at least twice as many. */
export function slotMask(count: number): number {
  let size = 16;
  while (size < count * 2) size *= 2;
  return size - 1;
}

function nationalCode(facts: Facts, ruleset: Ruleset, i: number): string | undefined {
  const raw = facts.raw[i]!;
  const sent = isCode(raw.code) ? raw.code : undefined;
  if (!ruleset.hasMappings) return sent;
  const local = sent ?? (isCode(raw.localCode) ? raw.localCode : undefined);
  if (local === undefined) return undefined;
  const day = facts.day[i] === DAY_ABSENT ? facts.asOfDay : facts.day[i]!;
  const mapped = mapLocalCode(ruleset, local, day);
  if (mapped === undefined) return sent;
  facts.flags[i] = facts.flags[i]! | ITEM_MAPPED;
  return mapped;
}

/** A code, not a stand-in for one. */
function isCode(text: string | undefined): text is string {
  return typeof text === 'string' && text.length <= SHORT_TEXT_MAX && !isStandIn(text);
}
