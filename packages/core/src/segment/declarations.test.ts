import { describe, expect, it } from 'vitest';
import { isCoreError } from '../error.ts';
import { readDeclarations } from './declarations.ts';
import { DECLARATION_BYTES_MAX, POLICY_ROWS_MAX, RULES_MAX } from './limits.ts';

function refusal(bytes: Uint8Array): string {
  try {
    readDeclarations(bytes);
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
  throw new Error('it was read');
}

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const EMPTY = { id: 'S', layer: 'city', rules: [], policy: [] };

describe('declarations', () => {
  it('are read', () => {
    expect(readDeclarations(encode({ ...EMPTY, title: 'T' }))).toEqual({ ...EMPTY, title: 'T' });
  });

  it('that are none are refused', () => {
    for (const value of [null, [], 'x', 7, {}, { ...EMPTY, id: '' }, { ...EMPTY, title: 7 }, { ...EMPTY, rules: {} }]) {
      expect(refusal(encode(value))).toBe('segment-malformed');
    }
    expect(refusal(new TextEncoder().encode('{"id":'))).toBe('segment-malformed');
    expect(refusal(new TextEncoder().encode('['.repeat(100_000)))).toBe('segment-malformed');
    expect(refusal(new Uint8Array(0))).toBe('segment-malformed');
  });

  it('beyond their limits are refused before they are looked at', () => {
    expect(refusal(new Uint8Array(DECLARATION_BYTES_MAX + 1))).toBe('segment-excessive');
    expect(refusal(encode({ ...EMPTY, policy: Array.from({ length: POLICY_ROWS_MAX + 1 }, () => 0) }))).toBe(
      'segment-excessive',
    );
    expect(refusal(encode({ ...EMPTY, rules: Array.from({ length: RULES_MAX + 1 }, () => 0) }))).toBe(
      'segment-excessive',
    );
  });
});
