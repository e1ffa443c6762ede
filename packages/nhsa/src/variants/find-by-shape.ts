import { asNode, parseJsonText } from '../envelope/find-nodes.ts';
import type { JsonNode } from '../envelope/place.ts';

/** Objects of a message and where the list, or the single object, stands. */
export interface FoundNodes {
  readonly nodes: readonly JsonNode[];
  /** Names and positions; ends in the list's name, or in nothing for the message itself. */
  readonly path: string;
}

/**
 * The first list, else the first single object, any of whose objects has one of the fields: for messages whose nodes
 * nobody wrote down. Looks at most `DEPTH_MAX` deep, outermost first; a list may be JSON text.
 */
export function findByShape(message: unknown, fields: readonly string[]): FoundNodes | undefined {
  let level: readonly Candidate[] = [{ value: message, path: '' }];
  let single: FoundNodes | undefined;
  for (let depth = 0; depth <= DEPTH_MAX && level.length > 0; depth += 1) {
    const next: Candidate[] = [];
    for (const { value, path } of level) {
      if (Array.isArray(value)) {
        const nodes = value.map(asNode).filter((node) => node !== undefined);
        if (nodes.some((node) => hasAny(node, fields))) return { nodes, path };
        next.push(...nodes.slice(0, BREADTH_MAX).map((node, index) => ({ value: node, path: `${path}[${index}]` })));
        continue;
      }
      const node = asNode(value);
      if (node === undefined) continue;
      if (single === undefined && hasAny(node, fields)) single = { nodes: [node], path };
      next.push(...childrenOf(node, path));
    }
    level = next.slice(0, BREADTH_MAX);
  }
  return single;
}

interface Candidate {
  readonly value: unknown;
  readonly path: string;
}

function childrenOf(node: JsonNode, path: string): readonly Candidate[] {
  return Object.keys(node).flatMap((name) => {
    const raw = node[name];
    const value = typeof raw === 'string' && /^\s*[[{]/.test(raw) ? parseJsonText(raw) : raw;
    if (typeof value !== 'object' || value === null) return [];
    // Names are the sender's words: a path tells those that look like names of an interface.
    const step = NAME.test(name) ? name : '*';
    return [{ value, path: path === '' ? step : `${path}.${step}` }];
  });
}

function hasAny(node: JsonNode, fields: readonly string[]): boolean {
  return fields.some((name) => Object.hasOwn(node, name));
}

const NAME = /^[A-Za-z_][A-Za-z_0-9]{0,39}$/;
const DEPTH_MAX = 5;
/** As many nodes as one level of an honest message has around its lists. */
const BREADTH_MAX = 50;
