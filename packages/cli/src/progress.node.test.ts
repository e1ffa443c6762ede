import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startProgress } from './progress.ts';
import { recordTerminal } from './recorded-terminal.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('progress is shown at most ten times a second, and cleared at the end', () => {
  const terminal = recordTerminal({ isWatched: true });
  const progress = startProgress(terminal, 'counting');
  for (let done = 1; done <= 1000; done += 1) {
    vi.advanceTimersByTime(1);
    progress.update(done, 2000);
  }
  progress.end();
  const lines = terminal.errors().split('\r\x1b[K').slice(1);
  expect(lines[0]).toBe('counting …');
  expect(lines[1]).toBe('counting: 100 of 2,000, 5 %');
  expect(lines.at(-1)).toBe('');
  expect(lines).toHaveLength(12);
});

test('a total that is not known is not shown', () => {
  const terminal = recordTerminal({ isWatched: true });
  const progress = startProgress(terminal, 'counting');
  vi.advanceTimersByTime(200);
  progress.update(7);
  expect(terminal.errors()).toContain('counting: 7');
  expect(terminal.errors()).not.toContain('of');
});

test('nothing is shown when nobody is looking', () => {
  const terminal = recordTerminal();
  const progress = startProgress(terminal, 'counting');
  vi.advanceTimersByTime(200);
  progress.update(7);
  progress.show('more');
  progress.end();
  expect(terminal.errors()).toBe('');
});
