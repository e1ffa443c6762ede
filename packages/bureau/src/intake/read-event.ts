import { CST_OFFSET_MS, DAY_MS } from '@forecheck/core';
import { decodeEvent, NAME_LENGTH_MAX, type SyncEvent } from '@forecheck/sync/protocol';
import type { Figure } from '../store/intake-store.ts';
import type { EntryMeaning } from './entry-meaning.ts';
import { isName } from './intake.ts';

/** Reads an entry as the event that clients write. */
export function readEvent(bytes: Uint8Array): EntryMeaning | undefined {
  let event: SyncEvent | undefined;
  try {
    event = decodeEvent(bytes);
  } catch {
    return undefined;
  }
  const meaning = event && meaningOf(event);
  const isStorable =
    meaning?.dispositions.every(({ id, alert, rule, kind }) => [id, alert, kind, rule || '-'].every(isEventName)) &&
    meaning.figures.every(({ rule, count }) => isEventName(rule || '-') && count <= COUNT_MAX);
  return isStorable === true ? meaning : undefined;
}

function meaningOf(event: SyncEvent): EntryMeaning {
  switch (event.type) {
    case 'disposition': {
      const { id, alert, rule = '', kind, recordedMs } = event;
      return { dispositions: [{ id, alert, rule, kind, recordedMs }], figures: [] };
    }
    case 'alerts':
      return {
        dispositions: [],
        figures: figuresOf(event.toMs, event.evaluations, 'evaluations', { alerts: event.alerts }),
      };
    case 'shadow': {
      const { toMs, evaluations, added, removed } = event;
      const counts = { 'shadow-added': added, 'shadow-removed': removed };
      return { dispositions: [], figures: figuresOf(toMs, evaluations, 'shadow-evaluations', counts) };
    }
    case 'activation':
      return { dispositions: [], figures: [] };
  }
}

function figuresOf(
  atMs: number,
  evaluations: number,
  name: string,
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>,
): readonly Figure[] {
  const day = Math.floor((atMs + CST_OFFSET_MS) / DAY_MS);
  const byRule = Object.entries(counts).flatMap(([counted, rules]) =>
    Object.entries(rules).map(([rule, count]) => ({ day, name: counted, rule, count })),
  );
  return [{ day, name, rule: '', count: evaluations }, ...byRule];
}

const isEventName = (value: string): boolean => isName(value, NAME_LENGTH_MAX);
/** No client counts to a billion between two reports; whoever says so would spoil the sums of all. */
const COUNT_MAX = 1_000_000_000;
