import { describe, expect, it } from 'vitest';
import { AskedTexts } from './asked-texts.ts';

describe('AskedTexts', () => {
  const asked = new AskedTexts();
  asked.add(['A'], '限某病。', { from: '2026-01-28' });
  asked.add(['B'], '限某病。', { to: '2026-01-28' });
  asked.addWhole(['C'], {});

  it.each([
    ['A', '限某病。', { from: '2026-01-28' }, true],
    ['A', '限 某病。', { from: '2026-03-01', to: '2026-04-01' }, true],
    ['A', '限某病。', {}, false],
    ['A', '限别的病。', { from: '2026-01-28' }, false],
    ['B', '限某病。', { to: '2026-01-28' }, true],
    ['B', '限某病。', { from: '2026-01-28' }, false],
    ['C', '随便什么', { from: '2020-01-01' }, true],
    ['D', '限某病。', {}, false],
  ])('%s %s %j → %s', (code, text, period, expected) => {
    expect(asked.isAsked(code, text, period)).toBe(expected);
  });

  it('knows what is asked for good', () => {
    expect(['A', 'B', 'C'].map((code) => asked.isAskedNow(code, '限某病。'))).toEqual([true, false, true]);
  });
});
