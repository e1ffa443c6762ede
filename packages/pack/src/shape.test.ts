import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  anything,
  bytes,
  describeShape,
  digest,
  type Field,
  flag,
  integer,
  list,
  literal,
  object,
  optional,
  record,
  ShapeProblem,
  shape,
  text,
} from './shape.ts';

interface Sample {
  readonly name: string;
  readonly count?: number;
  readonly inner: { readonly kinds: readonly ('a' | 'b')[] };
  readonly places: Readonly<Record<string, boolean>>;
}

const fields = {
  name: text(5),
  count: optional(integer(-1, 3)),
  inner: object<Sample['inner']>({ kinds: list(literal('a', 'b'), 2) }),
  places: record(text(3, /^[a-z_]+$/), flag, 2),
};
const strict = shape<Sample>(fields);
const lenient = shape<Sample>(fields, 'ignored');
const good: Sample = { name: 'x', count: 3, inner: { kinds: ['a', 'b'] }, places: { ab: true } };

/** Where and what, or nothing. */
function problemOf(value: unknown, read: (value: unknown, path?: string) => unknown = strict, path?: string): string {
  try {
    read(value, path);
  } catch (error) {
    if (error instanceof ShapeProblem) return `${error.path}: ${error.expected}`;
    throw error;
  }
  return '';
}

describe('a shape', () => {
  test('reads what fits into a new value', () => {
    const read = strict(good);
    expect(read).toEqual(good);
    expect(read).not.toBe(good);
    const { count: _, ...without } = good;
    expect(strict(without)).toEqual(without);
    expect('count' in strict(without)).toBe(false);
    expectTypeOf(read).toEqualTypeOf<Sample>();
  });

  test.each<[string, object, string]>([
    ['a text that is none', { name: 5 }, 'name: text of at most 5'],
    ['a text that is too long', { name: '123456' }, 'name: text of at most 5'],
    ['an absent property', { name: undefined }, 'name: text of at most 5'],
    ['an integer beyond its bound', { count: 4 }, 'count: a whole number from -1 to 3'],
    ['an integer below its bound', { count: -2 }, 'count: a whole number from -1 to 3'],
    ['minus zero', { count: -0 }, 'count: a whole number from -1 to 3'],
    ['a fraction', { count: 0.5 }, 'count: a whole number from -1 to 3'],
    ['an integer that is text', { count: '1' }, 'count: a whole number from -1 to 3'],
    ['an optional property that is there and absent', { count: undefined }, 'count: a whole number from -1 to 3'],
    ['null for absent', { count: null }, 'count: a whole number from -1 to 3'],
    ['another literal', { inner: { kinds: ['a', 'c'] } }, 'inner.kinds[1]: a or b'],
    ['too many in a list', { inner: { kinds: ['a', 'a', 'a'] } }, 'inner.kinds: a list of at most 2'],
    ['a list that is an object', { inner: { kinds: { length: 0 } } }, 'inner.kinds: a list of at most 2'],
    ['an object that is a list', { inner: [] }, 'inner: an object'],
    ['an object that is null', { inner: null }, 'inner: an object'],
    ['too many properties', { places: { a: true, b: true, c: true } }, 'places: at most 2 properties'],
    ['a key of another pattern', { places: { a: true, B: true } }, 'places{1}: text of at most 3'],
    ['a value of another kind', { places: { ab: 1 } }, 'places.ab: true or false'],
    ['a property that nobody knows', { note: 1 }, ': no other property'],
    ['one within', { inner: { kinds: [], note: 1 } }, 'inner: no other property'],
  ])('refuses %s', (_, change, problem) => {
    expect(problemOf({ ...good, ...change })).toBe(problem);
  });

  test('puts the path of the caller in front', () => {
    expect(problemOf({ ...good, name: 1 }, strict, 'list[3]')).toBe('list[3].name: text of at most 5');
  });

  test('may drop what it does not know, at every depth', () => {
    const more = { ...good, note: 1, inner: { ...good.inner, note: 1 } };
    expect(lenient(more)).toEqual(good);
    expect(problemOf({ ...more, name: 1 }, lenient)).toBe('name: text of at most 5');
  });

  test('does not take what every object inherits for a property', () => {
    const inherits = shape<{ readonly toString: string }>({ toString: text(5) });
    expect(problemOf({}, inherits)).toBe('toString: text of at most 5');
    const maybe = shape<{ readonly toString?: string }>({ toString: optional(text(5)) } as never);
    expect(Object.keys(maybe({}))).toEqual([]);
    expect(problemOf({ ...good, constructor: 1 })).toBe(': no other property');
    const wide = shape<Sample>({ ...fields, places: record(text(9), flag, 2) });
    const read = wide({ ...good, places: JSON.parse('{"__proto__":true}') });
    expect(Object.keys(read.places)).toEqual(['__proto__']);
  });

  test('knows bytes, digests and anything', () => {
    const read = shape<{ readonly raw: Uint8Array; readonly id: string; readonly rest: unknown }>({
      raw: bytes(2),
      id: digest,
      rest: anything,
    });
    const value = { raw: Uint8Array.of(1, 2), id: '0'.repeat(64), rest: [null] };
    expect(read(value)).toEqual(value);
    expect(problemOf({ ...value, raw: new Uint8Array(3) }, read)).toBe('raw: at most 2 bytes');
    expect(problemOf({ ...value, raw: [1] }, read)).toBe('raw: at most 2 bytes');
    expect(problemOf({ ...value, id: '0'.repeat(63) }, read)).toBe('id: text of at most 64');
    expect(problemOf({ ...value, id: 'A'.repeat(64) }, read)).toBe('id: text of at most 64');
  });
});

describe('the fields of a shape', () => {
  test('follow its type', () => {
    // @ts-expect-error A property is missing.
    shape<Sample>({ name: text(5), count: optional(integer(0, 1)), inner: fields.inner });
    // @ts-expect-error An optional property must be written as one.
    shape<Sample>({ ...fields, count: integer(0, 1) });
    // @ts-expect-error A property that must be there must not be optional.
    shape<Sample>({ ...fields, name: optional(text(5)) });
    // @ts-expect-error A text is no number.
    shape<Sample>({ ...fields, name: integer(0, 1) });
    expectTypeOf(literal('a', 1)).toEqualTypeOf<Field<'a' | 1>>();
  });

  test('are described, and a change of any shows', () => {
    const described = JSON.stringify(describeShape(strict));
    expect(JSON.parse(described)).toEqual(describeShape(strict));
    expect(described).toContain('^[a-z_]+$');
    for (const change of [
      { name: text(6) },
      { count: optional(integer(-1, 4)) },
      { places: record(text(3, /^[a-z]+$/), flag, 2) },
      { inner: object<Sample['inner']>({ kinds: list(literal('b', 'a'), 2) }) },
    ]) {
      expect(JSON.stringify(describeShape(shape<Sample>({ ...fields, ...change })))).not.toBe(described);
    }
  });
});
