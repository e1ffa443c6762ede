import { type Application, applicationsOf } from './check.ts';
import { groupBy, overlap, type SourceView, type Surroundings } from './source-view.ts';

/** Two knowledge points of one kind and mode that reach the same items on the same days, neither replacing the other. */
export interface Meeting {
  /** The one that stands earlier in the source. */
  readonly first: Application;
  readonly second: Application;
  /** The patterns of `second` through which they meet. */
  readonly patterns: readonly string[];
  /** They meet through a prefix of one that covers a code or longer prefix of the other. */
  readonly isByPrefix: boolean;
}

/**
 * Every meeting, in the order of the source.
 *
 * Cost: O(patterns × lengths of prefixes) to find the items; of one item at most `POINTS_COMPARED_MAX` knowledge points
 * are compared with each other.
 */
export function findMeetings(view: SourceView, around: Surroundings): readonly Meeting[] {
  const applications = view.knowledge
    .flatMap((point) => applicationsOf(point, view, around).slice(0, 1))
    .filter(isSound);
  const byMode = groupBy(applications, ({ logic }) => `${logic.kind}.${logic.mode}`);
  return [...byMode.values()].flatMap(findMeetingsOfMode).sort((a, b) => a.second.point.index - b.second.point.index);
}

/** Malformed parameters are reported elsewhere and cannot be compared. */
function isSound({ mode, parameters }: Application): boolean {
  return Object.entries(parameters).every(
    ([name, value]) => value === undefined || mode.parameters[name]?.fault(value) === undefined,
  );
}

function findMeetingsOfMode(applications: readonly Application[]): readonly Meeting[] {
  const found = new Map<string, { first: Application; second: Application; patterns: string[]; isByPrefix: boolean }>();
  const note = (one: Application, other: Application, pattern: string, isByPrefix: boolean): void => {
    const [first, second] = one.point.index < other.point.index ? [one, other] : [other, one];
    const key = `${first.point.index} ${second.point.index}`;
    const known = found.get(key);
    if (known !== undefined) {
      if (!known.patterns.includes(pattern)) known.patterns.push(pattern);
      known.isByPrefix &&= isByPrefix;
    } else if (canMeet(first, second)) found.set(key, { first, second, patterns: [pattern], isByPrefix });
  };

  const byPattern = groupBy(
    applications.flatMap((application) => reachOf(application).map((pattern) => ({ application, pattern }))),
    ({ pattern }) => pattern,
  );
  const lengths = [...new Set([...byPattern.keys()].filter(isPrefix).map((pattern) => pattern.length - 1))];
  for (const [pattern, group] of byPattern) {
    const own = group.slice(0, POINTS_COMPARED_MAX).map(({ application }) => application);
    for (const [index, one] of own.entries()) {
      for (const other of own.slice(index + 1)) note(one, other, pattern, false);
    }
    const code = isPrefix(pattern) ? pattern.slice(0, -1) : pattern;
    for (const length of lengths) {
      if (length > code.length || (isPrefix(pattern) && length === code.length)) continue;
      const covering = byPattern.get(`${code.slice(0, length)}*`) ?? [];
      for (const { application } of covering.slice(0, POINTS_COMPARED_MAX)) {
        for (const one of own) if (one !== application) note(one, application, pattern, true);
      }
    }
  }
  return [...found.values()];
}

/** Patterns, or pairs of patterns, that the knowledge point is about. Classes meet only as a whole. */
function reachOf({ point, mode }: Application): readonly string[] {
  const { items, others = [] } = point.content;
  switch (mode.sides) {
    case 'one':
      return [...new Set(items)];
    case 'two':
      return items.flatMap((item) => others.map((other) => `${item} with ${other}`)).slice(0, PAIRS_MAX);
    case 'class':
      return [`the class ${[...items].sort().join(' ')}`];
  }
}

/** Pairs and classes have spaces, which codes have not. */
function isPrefix(pattern: string): boolean {
  return pattern.endsWith('*') && !pattern.includes(' ');
}

function canMeet({ point: a }: Application, { point: b }: Application): boolean {
  // Versions of one knowledge point are told apart by their dates, which other checks look at.
  if (a.id === b.id || !overlap(a, b)) return false;
  return !(a.content.supersedes?.includes(b.id) === true || b.content.supersedes?.includes(a.id) === true);
}

/** Of the knowledge points about one item; official tables have a handful. */
const POINTS_COMPARED_MAX = 30;
/** Of one knowledge point. */
const PAIRS_MAX = 10_000;
