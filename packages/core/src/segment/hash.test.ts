import { describe, expect, it } from 'vitest';
import { hashCode } from './hash.ts';

describe('the hash of a code', () => {
  it('is part of the format', () => {
    // `docs/segment-format.md` repeats these.
    expect(['', 'A', 'AB', 'XA02BCA084A012010100453', '本地'].map((text) => hashCode(text).toString(16))).toEqual([
      'e68ac070',
      '201fc906',
      'af48501c',
      '45563b07',
      '596384ed',
    ]);
  });

  it('tells 200,000 neighbouring codes apart as well as chance would', () => {
    const hashes = new Set<number>();
    for (let i = 0; i < 200_000; i += 1) hashes.add(hashCode(`XA02BCA084A0120101${i}`));
    // Chance gives five collisions.
    expect(hashes.size).toBeGreaterThan(199_970);
  });
});
