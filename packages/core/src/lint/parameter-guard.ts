import { parseDecimal } from '../model/decimal.ts';
import { FACTS_MAX, SHORT_TEXT_MAX } from '../model/encounter.ts';
import { isRecord } from '../segment/check-definition.ts';
import { WINDOW_KINDS } from '../segment/numbering.ts';
import { WINDOW_ARGUMENT_MAX } from '../segment/window-encoding.ts';

/** What one parameter takes. */
export interface ParameterGuard {
  /** In plain words. */
  readonly expected: string;
  /** The first thing that is wrong, or `undefined`. */
  readonly fault: (value: unknown) => ParameterFault | undefined;
}

/** Where inside the parameter something is wrong, and what was expected there. */
export interface ParameterFault {
  /** Added to the parameter's own path: empty, `.hours`, `[0].allOf[1].codes`. */
  readonly path: string;
  readonly expected: string;
  /** The value is a number, but one of more than four fractional digits. */
  readonly isImprecise?: true;
}

export function guard(accepts: (value: unknown) => boolean, expected: string): ParameterGuard {
  return { expected, fault: (value) => (accepts(value) ? undefined : { path: '', expected }) };
}

export function wholeFrom(min: number, max: number): ParameterGuard {
  return guard(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max,
    `a whole number from ${min} to ${max}`,
  );
}

export function choiceOf(values: readonly string[]): ParameterGuard {
  return guard(
    (value) => typeof value === 'string' && values.includes(value),
    `one of ${values.map((value) => `\`${value}\``).join(', ')}`,
  );
}

/** A decimal of at most four fractional digits from 0 on, scaled bound included. */
export function decimalUpTo(scaledMax: number, expected: string): ParameterGuard {
  return {
    expected,
    fault(value) {
      const scaled = typeof value === 'number' || typeof value === 'string' ? parseDecimal(value) : Number.NaN;
      if (scaled >= 0 && scaled <= scaledMax) return undefined;
      return { path: '', expected, ...(isImprecise(value) ? { isImprecise: true } : {}) };
    },
  };
}

function isImprecise(value: unknown): boolean {
  if (typeof value === 'number')
    return Number.isFinite(value) && Math.abs(value) < 1e9 && Number.isNaN(parseDecimal(value));
  return typeof value === 'string' && /^\+?\d{1,12}\.\d{4}\d*[1-9]\d*$/.test(value);
}

export function listOf(entry: ParameterGuard, min = 0): ParameterGuard {
  const expected = `a list of ${min} to ${FACTS_MAX} entries, each ${entry.expected}`;
  return {
    expected,
    fault(value) {
      if (!Array.isArray(value) || value.length < min || value.length > FACTS_MAX) return { path: '', expected };
      return firstFault(value.map((it, index) => nested(`[${index}]`, entry.fault(it))));
    },
  };
}

/** An object of these properties and no others. */
export function objectOf(
  properties: Readonly<Record<string, ParameterGuard>>,
  expected: string,
  required: readonly string[] = Object.keys(properties),
): ParameterGuard {
  return {
    expected,
    fault(value) {
      if (!isRecord(value)) return { path: '', expected };
      const unknown = Object.keys(value).find((key) => !Object.hasOwn(properties, key));
      if (unknown !== undefined) return { path: `.${unknown}`, expected: 'a property that is known here' };
      return firstFault(
        Object.entries(properties).map(([name, property]) =>
          value[name] === undefined && !required.includes(name)
            ? undefined
            : nested(`.${name}`, property.fault(value[name])),
        ),
      );
    },
  };
}

/** One of several objects, told apart by `kind`. */
export function unionByKind(options: Readonly<Record<string, ParameterGuard>>, expected: string): ParameterGuard {
  return {
    expected,
    fault(value) {
      if (!isRecord(value)) return { path: '', expected };
      const kind = value['kind'];
      if (typeof kind !== 'string' || !Object.hasOwn(options, kind)) return { path: '.kind', expected };
      return options[kind]?.fault(value);
    },
  };
}

function nested(path: string, fault: ParameterFault | undefined): ParameterFault | undefined {
  return fault === undefined ? undefined : { ...fault, path: path + fault.path };
}

function firstFault(faults: readonly (ParameterFault | undefined)[]): ParameterFault | undefined {
  return faults.find((fault) => fault !== undefined);
}

export const text = guard(
  (value) => typeof value === 'string' && value.length >= 1 && value.length <= SHORT_TEXT_MAX,
  `text of 1 to ${SHORT_TEXT_MAX} characters`,
);
export const flag = guard((value) => typeof value === 'boolean', '`true` or `false`');
export const decimal = decimalUpTo(
  Number.MAX_SAFE_INTEGER,
  'a decimal of at most four fractional digits, not negative',
);
export const texts = listOf(text);
export const filledTexts = listOf(text, 1);

const span = wholeFrom(1, WINDOW_ARGUMENT_MAX);
const startsOn = guard(
  (value) => typeof value === 'string' && /^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/.test(value),
  'a day `MM-DD` that every year has, up to the 28th',
);

function windowOf(kinds: readonly string[]): ParameterGuard {
  const expected = `a window of kind ${kinds.map((kind) => `\`${kind}\``).join(', ')}`;
  const byKind = kinds.map((kind) => {
    const own = guard((value) => value === kind, expected);
    if (kind === 'insurance-year') return [kind, objectOf({ kind: own, startsOn }, expected, ['kind'])];
    if (kind === 'hours') return [kind, objectOf({ kind: own, hours: span }, expected)];
    if (kind === 'rolling') return [kind, objectOf({ kind: own, days: span }, expected)];
    if (kind === 'course') return [kind, objectOf({ kind: own, gapDays: span }, expected)];
    return [kind, objectOf({ kind: own }, expected)];
  });
  return unionByKind(Object.fromEntries(byKind) as Readonly<Record<string, ParameterGuard>>, expected);
}

export const windowOrOverlap = windowOf(WINDOW_KINDS);
export const window = windowOf(WINDOW_KINDS.filter((kind) => kind !== 'overlap'));
