import { expect, test } from 'vitest';
import { DARK, LIGHT, type TokenName, type Tokens } from './tokens.ts';

const GROUNDS: readonly TokenName[] = ['surface', 'raised', 'critical-wash', 'warning-wash', 'info-wash'];

/** Text, and what it is set on. */
const TEXT: readonly (readonly [TokenName, TokenName])[] = [
  ...GROUNDS.flatMap((ground) => (['text', 'muted', 'done', 'accent'] as const).map((name) => [name, ground] as const)),
  ['on-accent', 'accent'],
  ['critical', 'surface'],
  ['critical', 'raised'],
  ['critical', 'critical-wash'],
  ['warning', 'surface'],
  ['warning', 'warning-wash'],
  ['info', 'surface'],
  ['info', 'info-wash'],
];

/** Edges and shapes, and what they are drawn on. */
const SHAPES: readonly (readonly [TokenName, TokenName])[] = [
  ['control', 'surface'],
  ['control', 'raised'],
  ['focus', 'surface'],
  ['focus', 'raised'],
  ['critical', 'surface'],
  ['warning', 'warning-wash'],
  ['info', 'info-wash'],
  ['done', 'raised'],
];

test.each<[string, Tokens]>([
  ['light', LIGHT],
  ['dark', DARK],
])('W22 contrast of the %s theme: text 4.5 to 1, shapes 3 to 1', (_, tokens) => {
  const below = (pairs: typeof TEXT, least: number): readonly string[] =>
    pairs
      .map(([front, ground]) => ({ pair: `${front} on ${ground}`, ratio: contrast(tokens[front], tokens[ground]) }))
      .filter(({ ratio }) => ratio < least)
      .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
  expect(below(TEXT, 4.5)).toEqual([]);
  expect(below(SHAPES, 3)).toEqual([]);
});

test('contrast is reckoned as WCAG does', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
  // The yellow of an old lamp on white.
  expect(contrast('#ffff00', '#ffffff')).toBeLessThan(1.1);
});

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
