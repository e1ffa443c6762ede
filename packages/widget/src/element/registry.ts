import type { ItemId } from '@forecheck/core';
import type { Row } from '../model/rows.ts';
import type { Screen } from '../view/screen.ts';

/** What a badge shows of the element that it belongs to. */
export interface BadgeSource {
  readonly element: Element;
  /** The rows about an item, loudest first, and the screen that they are on. */
  readonly rowsAbout: (item: ItemId) => readonly Row[];
  readonly screen: () => Screen;
  readonly open: (item: ItemId) => void;
}

/** The elements in the page that have alerts to show. */
export const sources = new Set<BadgeSource>();

const listeners = new Set<() => void>();

/** Tells every badge that something has changed. */
export function tellBadges(): void {
  for (const listener of Array.from(listeners)) listener();
}

/** Calls back at every change; gives back how to end that. */
export function onAlerts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
