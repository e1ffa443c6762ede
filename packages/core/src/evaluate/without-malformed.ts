import type { LostEntries } from '../judge/lost-entries.ts';
import type { Encounter } from '../model/encounter.ts';
import type { InputDiagnostic } from '../model/evaluation.ts';

/**
 * The encounter without the fields that diagnostics name, so that everything left can be read without looking twice.
 *
 * A malformed field is a missing fact. An entry of a list goes as a whole: half a laboratory value is none. Items keep
 * their other fields; one without an id cannot be named in an answer and goes. The given encounter is not changed.
 */
export function withoutMalformed(encounter: Encounter, diagnostics: readonly InputDiagnostic[]): Encounter {
  const copies = new Map<unknown, unknown>();
  const root = copyOnce(encounter, copies) as Container;
  for (const { path } of diagnostics) remove(root, cutEntry(stepsOf(path)), copies);
  return dropHoles(root) as Encounter;
}

/** The entries that go as a whole, as sent, by the path of their list: what they would have said is not known. */
export function lostEntriesOf(encounter: Encounter, diagnostics: readonly InputDiagnostic[]): LostEntries {
  const lost = new Map<string, unknown[]>();
  for (const { path } of diagnostics) {
    const steps = cutEntry(stepsOf(path));
    const position = steps.at(-1);
    // An item without its malformed field is still an item; one that goes as a whole may have been any.
    if ((steps[0] === 'items' && steps.length > 2) || typeof position !== 'number') continue;
    const list = steps.slice(0, -1);
    const entries = list.reduce<unknown>((holder, step) => (holder as Container)[step], encounter) as unknown[];
    const key = list.join('.');
    const known = lost.get(key);
    if (known === undefined) lost.set(key, [entries[position]]);
    else known.push(entries[position]);
  }
  return lost;
}

type Step = string | number;

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  for (const match of path.matchAll(STEP)) steps.push(match[2] === undefined ? match[1]! : Number(match[2]));
  return steps;
}

/** Ends the path at the list entry that is to go as a whole. */
function cutEntry(steps: readonly Step[]): readonly Step[] {
  const isItem = steps[0] === 'items';
  const isItemWhole = isItem && (steps.length === 2 || steps[2] === 'id');
  if (isItemWhole) return steps.slice(0, 2);
  const entry = steps.findIndex((step, index) => typeof step === 'number' && !(isItem && index === 1));
  return entry < 0 ? steps : steps.slice(0, entry + 1);
}

type Container = Record<Step, unknown>;

/** Removes the value at the end of the path from copies; list entries become holes, so that positions stay. */
function remove(root: Container, steps: readonly Step[], copies: Map<unknown, unknown>): void {
  let holder = root;
  for (const step of steps.slice(0, -1)) {
    const value = holder[step];
    if (typeof value !== 'object' || value === null) return;
    holder[step] = copyOnce(value, copies);
    holder = holder[step] as Container;
  }
  const last = steps.at(-1);
  if (last === undefined) return;
  // Something was carried out, nobody knows when: without it there would be none, or one a day.
  if (steps[0] === 'items' && steps[2] === 'executions') {
    if (Array.isArray(holder)) holder[Number(last)] = SOME_TIME;
    else holder[last] = [SOME_TIME];
  } else if (Array.isArray(holder)) holder[Number(last)] = HOLE;
  else delete holder[last];
}

/** The copy of an object, made at its first change: a list of 20,000 items is copied once, not once per diagnostic. */
function copyOnce(value: object, copies: Map<unknown, unknown>): unknown {
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  copies.set(value, copy);
  // A copy is its own: it may be met again on the way to another field.
  copies.set(copy, copy);
  return copy;
}

/** Holes stand at most four lists and objects deep; what lies deeper is nobody's field and is left alone. */
function dropHoles(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > HOLE_DEPTH_MAX) return value;
  if (Array.isArray(value)) {
    return value.filter((entry) => entry !== HOLE).map((entry) => dropHoles(entry, depth + 1));
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, dropHoles(entry, depth + 1)]));
}

/** `items[].executions[].at`. */
const HOLE_DEPTH_MAX = 5;
const HOLE = Symbol('removed');
const SOME_TIME = {};
const STEP = /([A-Za-z]\w*)|\[(\d+)\]/g;
