import { hashCode } from './hash.ts';
import { PROBES_MAX } from './limits.ts';
import { SLOT_TAG_MASK, slotEntry } from './slots.ts';
import type { TextTable } from './text-table.ts';

/** Look-up of entries by a text that several of them may share. */
export interface SlotIndex {
  /** The first entry of the text that is wanted, or −1. */
  find(text: string, isWanted: (entry: number) => boolean): number;
  /** All entries of the text, ascending. */
  findAll(text: string): readonly number[];
}

/** An index over checked slots; `textOf` gives the text index of an entry. */
export function openIndex(slots: Uint32Array, texts: TextTable, textOf: (entry: number) => number): SlotIndex {
  const mask = slots.length - 1;
  function find(text: string, isWanted: (entry: number) => boolean): number {
    const hash = hashCode(text);
    let at = hash & mask;
    for (let probes = 0; probes < PROBES_MAX; probes += 1) {
      const slot = slots[at]!;
      if (slot === 0) return -1;
      if (((slot ^ hash) & SLOT_TAG_MASK) === 0) {
        const entry = slotEntry(slot);
        if (texts.isText(textOf(entry), text) && isWanted(entry)) return entry;
      }
      at = (at + 1) & mask;
    }
    return -1;
  }
  return {
    find,
    findAll(text) {
      let found: number[] = NONE;
      find(text, (entry) => {
        if (found === NONE) found = [];
        found.push(entry);
        return false;
      });
      return found;
    },
  };
}

const NONE: number[] = [];
