import type { ProblemList } from './problem.ts';

/** One JSON object of a message. */
export type FhirObject = Readonly<Record<string, unknown>>;

/** An object of a message, where it stands, and where problems go. Missing objects are empty ones. */
export interface FhirNode {
  readonly value: FhirObject;
  readonly problems: ProblemList;
  readonly parent?: FhirNode;
  /** Of the element that holds it, or the path of one without a parent; empty for the message. */
  readonly name: string;
  /** Position in its list, from 0. */
  readonly index?: number;
}

/** The value as an object, or `undefined`; lists are not objects here. */
export function asObject(value: unknown): FhirObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FhirObject) : undefined;
}

/** An element of type object; absent ones are empty, other shapes are empty with a problem. */
export function childOf(node: FhirNode, name: string): FhirNode {
  const raw = fieldOf(node.value, name);
  // R4 has lists where a client of another release has one object.
  const value = asObject(raw) ?? (Array.isArray(raw) && raw.length === 1 ? asObject(raw[0]) : undefined);
  if (value === undefined && raw !== undefined && raw !== null)
    node.problems.add('value-malformed', pathTo(node, name));
  return { value: value ?? NOTHING, problems: node.problems, parent: node, name };
}

/** The objects of an element that is a list; a single object is a list of one. */
export function childrenOf(node: FhirNode, name: string): readonly FhirNode[] {
  const raw = fieldOf(node.value, name);
  if (raw === undefined || raw === null) return [];
  const nodes: FhirNode[] = [];
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  for (let index = 0; index < list.length; index += 1) {
    const value = asObject(list[index]);
    if (value === undefined) node.problems.add('value-malformed', `${pathTo(node, name)}[${index}]`);
    else nodes.push({ value, problems: node.problems, parent: node, name, index });
  }
  return nodes;
}

/** Field names and positions down to a node. Told of few nodes: to build it for all was half of the reading. */
export function pathOf({ parent, name, index }: FhirNode): string {
  const path = parent === undefined ? name : pathTo(parent, name);
  return index === undefined ? path : `${path}[${index}]`;
}

/** Trimmed text of an element; absent, empty and other shapes are `undefined`, the last with a problem. */
export function textOf(node: FhirNode, name: string, lengthMax: number = TEXT_LENGTH_MAX): string | undefined {
  const raw = fieldOf(node.value, name);
  if (raw === undefined || raw === null || raw === '') return undefined;
  if (typeof raw !== 'string') {
    node.problems.add('value-malformed', pathTo(node, name));
    return undefined;
  }
  const text = raw.trim();
  if (text.length <= lengthMax) return text === '' ? undefined : text;
  node.problems.add('value-excessive', pathTo(node, name));
  return undefined;
}

/** A boolean element. */
export function flagOf(node: FhirNode, name: string): boolean | undefined {
  const raw = fieldOf(node.value, name);
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'boolean') return raw;
  node.problems.add('value-malformed', pathTo(node, name));
  return undefined;
}

/** A decimal of at most four fractional digits; more are rounded, with a problem. Numbers may be texts. */
export function decimalOf(node: FhirNode, name: string): number | undefined {
  const raw = fieldOf(node.value, name);
  if (raw === undefined || raw === null) return undefined;
  const value = typeof raw === 'string' && NUMBER.test(raw.trim()) ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > MAGNITUDE_MAX) {
    node.problems.add('value-malformed', pathTo(node, name));
    return undefined;
  }
  const rounded = fourDigits(value);
  if (Math.abs(rounded - value) > 1e-9) node.problems.add('value-rounded', pathTo(node, name));
  return rounded;
}

/** To four fractional digits, half up. */
export function fourDigits(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Whether the element is there, in any shape. */
export function hasChild(node: FhirNode, name: string): boolean {
  const raw = fieldOf(node.value, name);
  return raw !== undefined && raw !== null;
}

/** What the id part of a relative or absolute reference names: `Observation/1` for `https://…/Observation/1/_history/2`. */
export function referenceOf(node: FhirNode, name: string): string | undefined {
  return referenceText(textOf(childOf(node, name), 'reference', REFERENCE_LENGTH_MAX));
}

/** The same for a text. Contained (`#1`) and `urn:` references stay as they are. */
export function referenceText(text: string | undefined): string | undefined {
  if (text === undefined || text.startsWith('#') || text.startsWith('urn:')) return text;
  const parts = text.split('/');
  if (parts.at(-2) === '_history') parts.splice(-2);
  const [type = '', id = ''] = parts.slice(-2);
  return /^[A-Za-z]+$/.test(type) && /^[A-Za-z0-9\-.]+$/.test(id) ? `${type}/${id}` : text;
}

/** Only what the sender wrote: a message cannot reach the prototype. */
export function fieldOf(value: FhirObject, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function pathTo(node: FhirNode, name: string): string {
  const path = pathOf(node);
  return path === '' ? name : `${path}.${name}`;
}

const NOTHING: FhirObject = {};
const NUMBER = /^[+-]?\d{1,12}(?:\.\d{0,20})?$/;
/** The model's own limit is higher by two orders. */
const MAGNITUDE_MAX = 9e9;
const REFERENCE_LENGTH_MAX = 2_000;
/** As many as an id or code of the model has. */
const TEXT_LENGTH_MAX = 200;
