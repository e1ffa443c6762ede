/**
 * What may stand in a field, as plain data that can be described. `T` is the type of what was read; the phantom
 * property carries it.
 */
export type Field<T> = Plan & { readonly __holds?: T };

/** A field that may be absent. */
export interface OptionalField<T> {
  readonly kind: 'optional';
  readonly of: Field<T>;
}

/** One field for every property of `T`, an optional one exactly where the property is optional. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? OptionalField<T[K]> : Field<T[K]>;
};

/** Reads a value of type `T`, or throws a {@link ShapeProblem}. What it returns is new and has no other properties. */
export interface Shape<T> {
  (value: unknown, path?: string): T;
  readonly field: Field<T>;
}

/** Where a value is not what its place takes. Repeats nothing of the value. */
export class ShapeProblem extends Error {
  override readonly name: string = 'ShapeProblem';
  /** Names of properties and positions from the outermost value inwards, such as `layers[0].current.digest`. */
  readonly path: string;
  /** What would have been right, such as `text of at most 64`. */
  readonly expected: string;

  constructor(path: string, expected: string) {
    super(`expected ${expected} at \`${path}\``);
    this.path = path;
    this.expected = expected;
  }
}

/** Text of at most so many UTF-16 code units, and of a pattern where one is given. */
export const text = (max: number, pattern?: RegExp): Field<string> =>
  pattern ? { kind: 'text', max, pattern } : { kind: 'text', max };

/** A whole number, both bounds inclusive. */
export const integer = (min: number, max: number): Field<number> => ({ kind: 'integer', min, max });

/** True or false. */
export const flag: Field<boolean> = { kind: 'flag' };

/** Anything at all; whoever asks for it looks closer. */
export const anything: Field<unknown> = { kind: 'anything' };

/** SHA-256 as 64 lower-case hex digits. */
export const digest: Field<string> = text(64, /^[0-9a-f]{64}$/);

/** A byte array of at most so many bytes, where the carrier has byte arrays. */
export const bytes = (max: number): Field<Uint8Array> => ({ kind: 'bytes', max });

/** One of these values. */
export const literal = <const V extends readonly (string | number | boolean)[]>(...values: V): Field<V[number]> => ({
  kind: 'literal',
  values,
});

/** A list of at most so many. */
export const list = <T>(of: Field<T>, max: number): Field<readonly T[]> => ({ kind: 'list', of, max });

/** An object with at most so many properties of like kind. */
export const record = <T>(keys: Field<string>, of: Field<T>, max: number): Field<Readonly<Record<string, T>>> => ({
  kind: 'record',
  keys,
  of,
  max,
});

/** An object with these properties. */
export const object = <T>(fields: Fields<T>): Field<T> => ({ kind: 'object', fields: fields as AnyFields });

/** The property may be absent. It is never `null`, nor present as `undefined`. */
export const optional = <T>(of: Field<T>): OptionalField<T> => ({ kind: 'optional', of });

/**
 * A reader of objects with these properties.
 *
 * @param unknown - What becomes of properties that are not listed, here and in every object within: `refused` where the
 * writer's version is known, `ignored` (and dropped) where a newer peer may say more.
 */
export function shape<T>(fields: Fields<T>, unknown: 'refused' | 'ignored' = 'refused'): Shape<T> {
  const field = object(fields);
  const read = (value: unknown, path = ''): T => readField(field, value, path, unknown === 'refused') as T;
  return Object.assign(read, { field });
}

/** The shape as JSON: equal exactly when the shape is, so that a digest of it guards a version number. */
export function describeShape({ field }: Pick<Shape<unknown>, 'field'>): unknown {
  return JSON.parse(JSON.stringify(field, (_, value: unknown) => (value instanceof RegExp ? value.source : value)));
}

type Plan =
  | { readonly kind: 'text'; readonly max: number; readonly pattern?: RegExp }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'flag' | 'anything' }
  | { readonly kind: 'bytes'; readonly max: number }
  | { readonly kind: 'literal'; readonly values: readonly unknown[] }
  | { readonly kind: 'list'; readonly of: Plan; readonly max: number }
  | { readonly kind: 'record'; readonly keys: Plan; readonly of: Plan; readonly max: number }
  | { readonly kind: 'object'; readonly fields: AnyFields };
type AnyFields = Readonly<Record<string, Plan | OptionalField<unknown>>>;

function readField(plan: Plan, value: unknown, path: string, isStrict: boolean): unknown {
  const check = (isGood: boolean, expected: string): unknown => {
    if (!isGood) throw new ShapeProblem(path, expected);
    return value;
  };
  switch (plan.kind) {
    case 'anything':
      return value;
    case 'flag':
      return check(typeof value === 'boolean', 'true or false');
    case 'text': {
      const isText = typeof value === 'string' && value.length <= plan.max;
      return check(isText && plan.pattern?.test(value) !== false, `text of at most ${plan.max}`);
    }
    case 'integer': {
      const isWhole = Number.isSafeInteger(value) && (value as number) >= plan.min && (value as number) <= plan.max;
      return check(isWhole && !Object.is(value, -0), `a whole number from ${plan.min} to ${plan.max}`);
    }
    case 'bytes':
      return check(value instanceof Uint8Array && value.length <= plan.max, `at most ${plan.max} bytes`);
    case 'literal':
      return check(plan.values.includes(value), plan.values.join(' or '));
    case 'list':
      check(Array.isArray(value) && value.length <= plan.max, `a list of at most ${plan.max}`);
      return Array.from(value as unknown[], (it, i) => readField(plan.of, it, `${path}[${i}]`, isStrict));
    case 'record':
    case 'object': {
      check(typeof value === 'object' && value !== null && !Array.isArray(value), 'an object');
      const entries = plan.kind === 'record' ? readRecord : readObject;
      // Defines own properties whatever their names: assigning `__proto__` would not.
      return Object.fromEntries(entries(plan as never, value as Values, path, isStrict));
    }
  }
}

type Values = Readonly<Record<string, unknown>>;
type Entries = readonly (readonly [string, unknown])[];

function readRecord(plan: Plan & { kind: 'record' }, values: Values, path: string, isStrict: boolean): Entries {
  const keys = Object.keys(values);
  if (keys.length > plan.max) throw new ShapeProblem(path, `at most ${plan.max} properties`);
  return keys.map((key, i) => {
    // Names the key by its position, because until it is checked it may say anything.
    readField(plan.keys, key, `${path}{${i}}`, isStrict);
    return [key, readField(plan.of, values[key], pathOf(path, key), isStrict)];
  });
}

function readObject({ fields }: Plan & { kind: 'object' }, values: Values, path: string, isStrict: boolean): Entries {
  if (isStrict && !Object.keys(values).every((key) => Object.hasOwn(fields, key))) {
    throw new ShapeProblem(path, 'no other property');
  }
  return Object.entries(fields).flatMap(([key, field]) => {
    const isPresent = Object.hasOwn(values, key);
    if (field.kind === 'optional' && !isPresent) return [];
    const plan = field.kind === 'optional' ? (field.of as Plan) : field;
    return [[key, readField(plan, isPresent ? values[key] : undefined, pathOf(path, key), isStrict)]];
  });
}

const pathOf = (path: string, key: string): string => (path ? `${path}.${key}` : key);
