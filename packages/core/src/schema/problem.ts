import type * as z from 'zod/mini';

/** One thing wrong with what was parsed. Neither path nor message repeats a value: values may be personal data. */
export interface Problem {
  /** Where: `items[3].quantity`. Empty for the whole. */
  readonly path: string;
  readonly code: ProblemCode;
  /** Names the field and what was expected of it. Not for programs. */
  readonly message: string;
}

/** Every way in which a value is not what was asked for. Public API; `docs/errors.md` explains each. */
export const PROBLEM_CODES = [
  /** The whole is not what was asked for: no object, no list. */
  'root-malformed',
  'field-missing',
  'field-malformed',
  /** A property that a rule source does not have. */
  'field-unknown',
  /** A list with more entries than allowed. */
  'list-excessive',
] as const;
/** Codes of {@link Problem}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The problems that zod's issues tell of, in the order found, at most `PROBLEMS_MAX`. */
export function toProblems(input: unknown, issues: readonly z.core.$ZodIssue[], root = ''): readonly Problem[] {
  return issues
    .slice(0, PROBLEMS_MAX)
    .flatMap((issue) => toProblem(input, issue, root))
    .slice(0, PROBLEMS_MAX);
}

function toProblem(input: unknown, issue: z.core.$ZodIssue, root: string): readonly Problem[] {
  const path = formatPath(issue.path, root);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const keyPath = formatPath([...issue.path, key], root);
      return { path: keyPath, code: 'field-unknown', message: `\`${keyPath}\` is not a property that is known here` };
    });
  }
  if (issue.path.length === 0 && root === '') {
    return [{ path, code: 'root-malformed', message: `expected ${issue.message}` }];
  }
  if (issue.code === 'too_big' && issue.origin === 'array') {
    return [{ path, code: 'list-excessive', message: `\`${path}\` is not ${issue.message}` }];
  }
  if (valueAt(input, issue.path) === undefined) {
    return [{ path, code: 'field-missing', message: `\`${path}\` is missing, expected ${issue.message}` }];
  }
  return [{ path, code: 'field-malformed', message: `\`${path}\` is not ${issue.message}` }];
}

/** `['items', 3, 'quantity']` → `items[3].quantity`. */
export function formatPath(path: readonly PropertyKey[], root = ''): string {
  let text = root;
  for (const key of path) {
    text += typeof key === 'number' ? `[${key}]` : text === '' ? String(key) : `.${String(key)}`;
  }
  return text;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}

/** Most problems reported at once: a file of the wrong kind would otherwise report every row. */
export const PROBLEMS_MAX = 1000;
