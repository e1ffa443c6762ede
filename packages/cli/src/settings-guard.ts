import { suggestName } from './suggest-name.ts';

/** What is wrong with a setting. Settings are an institution's own words, not a person's, so names are repeated. */
export interface SettingProblem {
  /** `request.tables.insuranceType`. */
  readonly path: string;
  readonly message: string;
}

/** Looks at one value and tells the first thing that is wrong with it. */
export type Guard = (value: unknown, path: string) => SettingProblem | undefined;

/** A text that is not empty. */
export const text: Guard = (value, path) =>
  typeof value === 'string' && value !== '' ? undefined : wrong(path, 'a text');

/** `true` or `false`. */
export const flag: Guard = (value, path) => (typeof value === 'boolean' ? undefined : wrong(path, '`true` or `false`'));

/** A text of a certain form. */
export function matching(pattern: RegExp, expected: string): Guard {
  return (value, path) => (typeof value === 'string' && pattern.test(value) ? undefined : wrong(path, expected));
}

/** One of the given texts. */
export function member(...values: readonly string[]): Guard {
  return (value, path) => {
    if (typeof value === 'string' && values.includes(value)) return undefined;
    const nearest = typeof value === 'string' ? suggestName(value, values) : '';
    return wrong(path, `one of \`${values.join('`, `')}\``, nearest);
  };
}

/** A list of such values. */
export function listOf(entry: Guard): Guard {
  return (value, path) => {
    if (!Array.isArray(value)) return wrong(path, 'a list');
    return first(value.map((one, index) => () => entry(one, `${path}[${index}]`)));
  };
}

/** An object with any names and such values: a table of the institution's own codes. */
export function recordOf(entry: Guard): Guard {
  return (value, path) => {
    if (!isRecord(value)) return wrong(path, 'an object');
    return first(
      Object.entries(value).map(
        ([name, one]) =>
          () =>
            entry(one, joinPath(path, name)),
      ),
    );
  };
}

/** One of the given texts, or a table. */
export function memberOrTable(values: readonly string[], meanings: readonly string[]): Guard {
  const named = member(...values);
  const table = recordOf(member(...meanings, 'missing'));
  return (value, path) => {
    if (isRecord(value)) return table(value, path);
    const problem = named(value, path);
    return problem === undefined ? undefined : { path, message: `${problem.message}, or a table of codes` };
  };
}

/** An object with these properties, each of which may be absent, and no others. */
export function shape(properties: Readonly<Record<string, Guard>>): Guard {
  return (value, path) => {
    if (!isRecord(value)) return wrong(path, 'an object');
    return first(
      Object.entries(value).map(([name, one]) => () => {
        const guard = Object.hasOwn(properties, name) ? properties[name] : undefined;
        const at = joinPath(path, name);
        if (guard !== undefined) return guard(one, at);
        const nearest = suggestName(name, Object.keys(properties));
        return { path: at, message: `there is no setting \`${at}\`${nearest}` };
      }),
    );
  };
}

function first(checks: readonly (() => SettingProblem | undefined)[]): SettingProblem | undefined {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function wrong(path: string, expected: string, nearest = ''): SettingProblem {
  return { path, message: `${path === '' ? 'the whole' : `\`${path}\``} is not ${expected}${nearest}` };
}

function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
