import * as z from 'zod/mini';
import { type CstDate, type Instant, parseCstDate, parseInstant } from '../model/calendar.ts';
import { type Decimal, parseDecimal } from '../model/decimal.ts';
import { FACTS_MAX, SHORT_TEXT_MAX } from '../model/encounter.ts';
import { LONG_TEXT_MAX } from '../source/limits.ts';

// Hospital pages run under policies that refuse code made from strings, and report even the probe for it. This stands
// in the module that every schema imports, because a bundler may drop a module whose exports nobody uses.
z.config({ jitless: true });

/** A schema of `T`, whatever it is built of. */
export type Schema<T> = z.ZodMiniType<T>;

/** A schema for each property of `T`: none forgotten, none invented, optional exactly where `T` is. */
export type Shape<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? z.ZodMiniExactOptional<Schema<Required<T>[K]>>
    : Schema<T[K]>;
};

/**
 * A property that may be absent. A property set to `undefined` is absent as well: callers in plain JavaScript write it
 * so, and JSON drops it anyway.
 */
export function optional<T>(schema: Schema<T>): z.ZodMiniExactOptional<Schema<T>> {
  return z.optional(schema) as unknown as z.ZodMiniExactOptional<Schema<T>>;
}

/** An object that may carry properties that the schema does not know; they are left out of the result. */
export function tolerantObject<T>(shape: Shape<T>): Schema<T> {
  return z.pipe(plainObject, z.object(shape)) as unknown as Schema<T>;
}

/** An object that may carry no other properties. */
export function strictObject<T>(shape: Shape<T>): Schema<T> {
  return z.pipe(plainObject, z.strictObject(shape)) as unknown as Schema<T>;
}

/** One of several strict objects, told apart by `key`. */
export function unionBy<T>(key: string, options: Readonly<Record<string, z.ZodMiniType>>): Schema<T> {
  return z.discriminatedUnion(key, Object.values(options) as unknown as readonly [z.core.$ZodTypeDiscriminable], {
    error: oneOf(Object.keys(options)),
  }) as unknown as Schema<T>;
}

/** One member of `unionBy`. */
export function member<T>(shape: Shape<T>): z.ZodMiniType {
  return z.strictObject(shape as z.core.$ZodLooseShape);
}

/** At most `max` entries. */
export function listOf<T>(entry: Schema<T>, max: number = FACTS_MAX): Schema<readonly T[]> {
  return z.array(entry, { error: 'a list' }).check(z.maxLength(max, { error: `a list of at most ${max} entries` }));
}

/** 1 to `max` entries. */
export function filledListOf<T>(entry: Schema<T>, max: number = FACTS_MAX): Schema<readonly T[]> {
  const error = `a list of 1 to ${max} entries`;
  return z.array(entry, { error }).check(z.minLength(1, { error }), z.maxLength(max, { error }));
}

/** One of the keys of `values`; the record makes the compiler ask for every member of a union. */
export function choice<T extends string>(values: Readonly<Record<T, true>>): Schema<T> {
  const names = Object.keys(values) as [T, ...T[]];
  return z.enum(names, { error: oneOf(names) }) as unknown as Schema<T>;
}

/** Exactly this value. */
export function constant<T extends string | number>(value: T): Schema<T> {
  return z.literal(value, { error: `\`${value}\`` });
}

/** Text of at most `max` characters, possibly empty. */
function textUpTo(max: number): Schema<string> {
  const error = `text of at most ${max} characters`;
  return z.string({ error }).check(z.maxLength(max, { error }));
}

/** Text of 1 to `max` characters. */
export function filledText(max: number): Schema<string> {
  const error = `text of 1 to ${max} characters`;
  return z.string({ error }).check(z.minLength(1, { error }), z.maxLength(max, { error }));
}

/** Text that passes `accepts`. */
export function textThat(accepts: (text: string) => boolean, error: string): Schema<string> {
  return z.string({ error }).check(z.refine(accepts, { error }));
}

/** Whole number, both bounds included. */
export function whole(min: number, max: number): Schema<number> {
  const error = `a whole number from ${min} to ${max}`;
  return z
    .number({ error })
    .check(z.refine((value) => Number.isInteger(value) && value >= min && value <= max, { error }));
}

/** A decimal that passes `accepts`, which gets it scaled. */
export function decimalThat(accepts: (scaled: number) => boolean, error: string): Schema<Decimal> {
  return z.union([z.number(), z.string()], { error }).check(
    z.refine(
      (value: Decimal) => {
        const scaled = parseDecimal(value);
        return !Number.isNaN(scaled) && accepts(scaled);
      },
      { error },
    ),
  );
}

function oneOf(names: readonly string[]): string {
  return `one of ${names.map((name) => `\`${name}\``).join(', ')}`;
}

/** A list is an object to JavaScript, and one without properties would pass where every property may be absent. */
const plainObject = z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
  error: 'an object',
});

export const shortText = textUpTo(SHORT_TEXT_MAX);
export const longText = textUpTo(LONG_TEXT_MAX);
export const idText = filledText(SHORT_TEXT_MAX);
export const flag: Schema<boolean> = z.boolean({ error: '`true` or `false`' });
export const decimal = decimalThat(() => true, 'a decimal of at most four fractional digits');
export const decimalNotNegative = decimalThat(
  (scaled) => scaled >= 0,
  'a decimal of at most four fractional digits, not negative',
);
/** Whole fen, possibly negative. */
export const wholeFen = whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

export const date: Schema<CstDate> = textThat(
  (text) => !Number.isNaN(parseCstDate(text)),
  'a date `YYYY-MM-DD` from 1800 to 2199',
);
export const instant: Schema<Instant> = instantSchema();

function instantSchema(): Schema<Instant> {
  const error = 'epoch milliseconds, or `YYYY-MM-DD` with an optional ` HH:mm[:ss]` in China Standard Time';
  return z
    .union([z.number(), z.string()], { error })
    .check(z.refine((value: Instant) => !Number.isNaN(parseInstant(value)), { error }));
}
