import type { Dice } from './dice.ts';

/** Ways to spoil a segment, from blunt to knowing. */
export const MUTATIONS = [
  'flip-bits',
  'overwrite-words',
  'overwrite-words-of-a-section',
  'truncate',
  'extend',
  'attack-header',
  'attack-directory',
  'resize-section',
  'swap-sections',
  'copy-words',
  'shuffle-section',
  'spoil-declarations',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

/** A changed copy of the segment. */
export function mutateSegment(segment: Uint8Array, mutation: Mutation, dice: Dice): Uint8Array {
  const bytes = segment.slice();
  switch (mutation) {
    case 'flip-bits':
      for (let i = 0; i <= dice.below(8); i += 1) bytes[dice.below(bytes.length)]! ^= 1 << dice.below(8);
      return bytes;
    case 'overwrite-words':
      for (let i = 0; i <= dice.below(4); i += 1) setWord(bytes, dice.below(bytes.length >> 2) * 4, word(bytes, dice));
      return bytes;
    case 'truncate':
      return bytes.slice(0, dice.below(bytes.length));
    case 'extend':
      return Uint8Array.from([...bytes, ...Array.from({ length: 1 + dice.below(64) }, () => dice.below(256))]);
    case 'attack-header':
      setWord(bytes, dice.below(HEADER_BYTES >> 2) * 4, word(bytes, dice));
      return bytes;
    case 'attack-directory':
      for (let i = 0; i <= dice.below(3); i += 1) {
        setWord(bytes, HEADER_BYTES + dice.below(SECTION_COUNT * 4) * 4, word(bytes, dice));
      }
      return bytes;
    default:
      return joinSections(mutateSections(splitSections(bytes), mutation, dice));
  }
}

/** Changes that leave header and directory right, so that what lies behind them is reached. */
function mutateSections(sections: Uint8Array[], mutation: Mutation, dice: Dice): Uint8Array[] {
  const index = dice.below(SECTION_COUNT);
  const section = sections[index]!;
  switch (mutation) {
    case 'resize-section': {
      const grown = new Uint8Array(Math.max(0, section.length + (dice.below(9) - 4) * 4));
      grown.set(section.subarray(0, grown.length));
      sections[index] = grown;
      return sections;
    }
    case 'swap-sections': {
      const other = dice.below(SECTION_COUNT);
      sections[index] = sections[other]!;
      sections[other] = section;
      return sections;
    }
    case 'spoil-declarations': {
      const declarations = sections[0]!;
      for (let i = 0; i <= dice.below(3); i += 1) {
        declarations[dice.below(declarations.length)] = dice.pick([
          0x22, 0x2c, 0x7b, 0x7d, 0x5d, 0x30, 0x5c, 0xff, 0x61,
        ]);
      }
      return sections;
    }
    default: {
      const words = section.length >> 2;
      if (words === 0) return sections;
      for (let i = 0; i <= dice.below(3); i += 1) {
        const to = dice.below(words) * 4;
        const from = dice.below(words) * 4;
        if (mutation === 'overwrite-words-of-a-section') setWord(section, to, word(section, dice));
        else if (mutation === 'copy-words') setWord(section, to, getWord(sections[dice.below(SECTION_COUNT)]!, from));
        else {
          const swapped = getWord(section, to);
          setWord(section, to, getWord(section, from));
          setWord(section, from, swapped);
        }
      }
      return sections;
    }
  }
}

/** Mostly what lies just beside something that would be right. */
function word(bytes: Uint8Array, dice: Dice): number {
  const near = getWord(bytes, dice.below(Math.max(1, bytes.length >> 2)) * 4);
  return dice.pick([
    0,
    1,
    2,
    -1,
    0x7fff_ffff,
    -0x8000_0000,
    near + 1,
    near - 1,
    near * 2,
    dice.below(64),
    dice.below(2 ** 32),
  ]);
}

function splitSections(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: SECTION_COUNT }, (_, i) => {
    const entry = HEADER_BYTES + i * ENTRY_BYTES;
    const offset = getWord(bytes, entry + 8);
    return bytes.slice(offset, offset + getWord(bytes, entry + 12));
  });
}

function joinSections(sections: readonly Uint8Array[]): Uint8Array {
  const align = (offset: number) => Math.ceil(offset / 8) * 8;
  const first = HEADER_BYTES + SECTION_COUNT * ENTRY_BYTES;
  const bytes = new Uint8Array(sections.reduce((offset, { length }) => align(offset + length), first));
  bytes.set([0x89, 0x46, 0x43, 0x53, 0x45, 0x47, 0x0d, 0x0a, 2, 0, 0, 0, SECTION_COUNT]);
  setWord(bytes, 16, bytes.length);
  let offset = first;
  sections.forEach((section, i) => {
    const entry = HEADER_BYTES + i * ENTRY_BYTES;
    [i + 1, BYTE_SECTIONS.has(i + 1) ? 1 : 4, offset, section.length].forEach((value, k) => {
      setWord(bytes, entry + k * 4, value);
    });
    bytes.set(section, offset);
    offset = align(offset + section.length);
  });
  return bytes;
}

function getWord(bytes: Uint8Array, offset: number): number {
  return offset + 4 > bytes.length ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset, true);
}

function setWord(bytes: Uint8Array, offset: number, value: number): void {
  if (offset + 4 <= bytes.length) new DataView(bytes.buffer, bytes.byteOffset).setUint32(offset, value, true);
}

// The layout is written out once more, from the specification: a mutant is not made with the code that it attacks.
const HEADER_BYTES = 24;
const ENTRY_BYTES = 16;
const SECTION_COUNT = 26;
const BYTE_SECTIONS: ReadonlySet<number> = new Set([1, 3, 6, 9, 26]);
