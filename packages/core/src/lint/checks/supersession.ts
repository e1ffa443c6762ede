import type { Check } from '../check.ts';

/**
 * No knowledge point replaces itself, not even through others: on the day the circle closes nothing would be left.
 * Follows each chain once.
 */
export const checkSupersession: Check = (view, report) => {
  const replaced = new Map(view.knowledge.map(({ id, content }) => [id, content.supersedes ?? []]));
  const state = new Map<string, 'open' | 'closed'>();
  const cyclic = new Set<string>();
  for (const start of replaced.keys()) {
    // An explicit stack: a chain may be longer than the call stack allows.
    const stack = [start];
    while (stack.length > 0) {
      const id = stack.at(-1) as string;
      if (state.get(id) !== undefined) {
        stack.pop();
        state.set(id, 'closed');
        continue;
      }
      state.set(id, 'open');
      for (const next of replaced.get(id) ?? []) {
        if (state.get(next) === 'open') cyclic.add(id);
        else if (state.get(next) === undefined && replaced.has(next)) stack.push(next);
      }
    }
  }
  for (const point of view.knowledge) {
    if (cyclic.has(point.id)) report.add('supersedes-cyclic', point, 'supersedes', 'it replaces itself in the end');
  }
};
