import type { RuleSource } from '@forecheck/core';
import { openSegment } from '@forecheck/core';
import { compileSegment, readSource } from '@forecheck/core/compile';
import { describe, expect, test } from 'vitest';
import source from './pack/segment-v2.json' with { type: 'json' };

const golden = onlyOf(
  import.meta.glob<string>('./pack/segment-v2.hex', { eager: true, query: '?raw', import: 'default' }),
);
const page = onlyOf(
  import.meta.glob<string>('../../docs/segment-format.md', { eager: true, query: '?raw', import: 'default' }),
);
const bytes = parseHex(golden);

describe('segment format, version 2', () => {
  test('the compiler writes the golden bytes', () => {
    expect(formatHex(compileSegment(source as RuleSource))).toBe(formatHex(bytes));
  });

  test('the golden bytes say what the golden source says', () => {
    expect(readSource(openSegment(bytes))).toEqual(source);
  });

  test('the example of the specification is the golden bytes', () => {
    const lines = [...page.matchAll(/^([0-9a-f]{4}) {2}((?:[0-9a-f]{2} ?)+)(?: {2}#.*)?$/gm)];
    const offsets = lines.map(([, offset]) => Number.parseInt(offset!, 16));
    const rows = lines.map(([, , hex]) => parseHex(hex!));
    expect(offsets).toEqual(rows.map((_, i) => rows.slice(0, i).reduce((sum, row) => sum + row.length, 0)));
    expect(formatHex(Uint8Array.from(rows.flatMap((row) => [...row])))).toBe(formatHex(bytes));
  });
});

function onlyOf(files: Readonly<Record<string, string>>): string {
  const [text, ...others] = Object.values(files);
  if (text === undefined || others.length > 0) throw new Error('one file was meant');
  return text;
}

function parseHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function formatHex(given: Uint8Array): string {
  return Array.from(given, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
