import { describe, expect, test } from 'vitest';
import { oneOf, onlyPositional, parseArguments, requireOption } from './arguments.ts';

const OPTIONS = {
  out: { type: 'string', short: 'o', value: '<folder>', about: '' },
  quick: { type: 'boolean', about: '' },
  with: { type: 'string', value: '<name>', about: '', multiple: true },
} as const;

const parse = (...words: string[]) => parseArguments(OPTIONS, words);

describe('a command line', () => {
  test('is taken apart wherever its options stand', () => {
    expect(parse('a', '--out', 'x', '--quick', 'b', '--json')).toEqual({
      options: { out: 'x', quick: true },
      positionals: ['a', 'b'],
      isJson: true,
      isHelp: false,
    });
  });

  test.each([
    [['--out=x'], { out: 'x' }],
    [['-o', 'x'], { out: 'x' }],
    [['-ox'], { out: 'x' }],
    [['--out=--json'], { out: '--json' }],
    [['--out', '-'], { out: '-' }],
    [['--with', 'a', '--with', 'b'], { with: ['a', 'b'] }],
  ])('%j', (words, options) => {
    expect(parse(...words).options).toEqual(options);
  });

  test('everything after `--` is an argument', () => {
    expect(parse('--', '--out').positionals).toEqual(['--out']);
  });

  test('a lone dash is an argument', () => {
    expect(parse('-').positionals).toEqual(['-']);
  });

  test.each([
    [['--uot', 'x'], 'unknown option `--uot`; did you mean `--out`?'],
    [['-z'], 'unknown option `-z`'],
    [['--constructor'], 'unknown option `--constructor`'],
    [['--out'], 'option `--out` needs a value: `--out <folder>`'],
    [['--out', '--json'], 'option `--out` needs a value: `--out <folder>`'],
    [['--out='], 'option `--out` needs a value: `--out <folder>`'],
    [['--quick=yes'], 'option `--quick` takes no value'],
    [['--out', 'x', '--out', 'y'], 'option `--out` is given twice'],
  ])('%j is refused', (words, message) => {
    expect(() => parse(...words)).toThrow(expect.objectContaining({ code: 'arguments-malformed', message }));
  });
});

describe('what a command asks of its arguments', () => {
  test('an option that must be there', () => {
    expect(requireOption('x', '--out <folder>')).toBe('x');
    expect(() => requireOption(undefined, '--out <folder>')).toThrow('option `--out <folder>` is missing');
  });

  test('exactly one argument', () => {
    expect(onlyPositional(['x'], '<file>')).toBe('x');
    expect(() => onlyPositional([], '<file>')).toThrow('`<file>` is missing');
    expect(() => onlyPositional(['x', 'y'], '<file>')).toThrow('one `<file>` is expected, 2 are given');
  });

  test('one of a fixed set of values', () => {
    expect(oneOf('a', '--kind', ['a', 'b'], 'b')).toBe('a');
    expect(oneOf(undefined, '--kind', ['a', 'b'], 'b')).toBe('b');
    expect(() => oneOf('c', '--kind', ['a', 'b'], 'b')).toThrow('option `--kind` is not one of `a`, `b`');
  });
});
