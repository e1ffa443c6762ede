import type { Alert, AlertId, Decision, ItemId, Severity } from '@forecheck/core';
import type { Answered, ShownItem } from './checked.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isInterruptive, looserOf, type Tier, tierOf } from './tier.ts';

/** Alerts of one rule about the same items: one line on screen, however many knowledge points say it. */
export interface Row {
  /** Stays the same from one evaluation of an encounter to the next. */
  readonly key: string;
  /** The loudest first; at least one. */
  readonly alerts: readonly [Alert, ...Alert[]];
  readonly tier: Tier;
  readonly severity: Severity;
  /** As far as the institution lets it go now. */
  readonly decision: Decision;
  readonly items: readonly ItemId[];
  /** What is too much, of the alert that says most. */
  readonly amountFen: number;
  readonly fingerprint: string;
  /** Given before to the same content; it does not interrupt again. */
  readonly earlier?: Answered;
}

/** The rows about one item. A row about several stands at the first of them. */
export interface Group {
  readonly item: ShownItem;
  readonly rows: readonly Row[];
}

/** What rows are made under. */
export interface RowOptions {
  readonly items: readonly ShownItem[];
  /** The strictest that may come of an alert. */
  readonly most?: Decision;
  readonly answered?: readonly Answered[];
  /** Nothing interrupts. */
  readonly isDraft?: boolean;
}

/**
 * One row for each rule and its items, sorted: what interrupts first, then by severity, then by amount, then by the page's
 * order. The order of the alerts makes no difference beyond that.
 */
export function rowsOf(alerts: readonly Alert[], { items, most = 'block', answered = [], isDraft }: RowOptions): Row[] {
  const byKey = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = keyOf(alert);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [alert]);
    else if (!known.some(({ id }) => id === alert.id)) known.push(alert);
  }
  const place = placesOf(items);
  const rows: Row[] = [];
  byKey.forEach((same, key) => {
    rows.push(rowOf(key, same, { most, answered, isDraft: isDraft === true }));
  });
  return rows.sort((a, b) => compareRows(a, b, place));
}

/** Rows by their first item, groups in the order of their first rows. */
export function groupRows(rows: readonly Row[], items: readonly ShownItem[]): Group[] {
  const byItem = new Map<ItemId, Row[]>();
  for (const row of rows) {
    const id = row.items[0] || '';
    const known = byItem.get(id);
    if (known === undefined) byItem.set(id, [row]);
    else known.push(row);
  }
  const groups: Group[] = [];
  byItem.forEach((own, id) => {
    groups.push({ item: itemOf(id, items), rows: own });
  });
  return groups;
}

/** The item as the page calls it, or by its id where the page did not say. */
export function itemOf(id: ItemId, items: readonly ShownItem[]): ShownItem {
  return items.find((item) => item.id === id) || { id, label: id };
}

function rowOf(
  key: string,
  same: readonly Alert[],
  { most, answered, isDraft }: { most: Decision; answered: readonly Answered[]; isDraft: boolean },
): Row {
  const alerts = same.slice().sort((a, b) => compareAlerts(a, b, most)) as [Alert, ...Alert[]];
  const [first] = alerts;
  const fingerprint = fingerprintOf(alerts);
  const loudest = tierOf(first, most);
  // What has to be changed is asked about every time: nothing that was said before lets it pass.
  const earlier =
    loudest === 'stop'
      ? undefined
      : answerTo(
          alerts.map(({ id }) => id),
          fingerprint,
          answered,
        );
  const isQuiet = isInterruptive(loudest) && (isDraft || earlier !== undefined);
  return {
    key,
    alerts,
    tier: isQuiet ? 'beside' : loudest,
    severity: first.severity,
    decision: looserOf(first.decision, most),
    items: first.offending,
    amountFen: Math.max(...alerts.map(amountOf)),
    fingerprint,
    ...(earlier !== undefined && { earlier }),
  };
}

function answerTo(ids: readonly AlertId[], fingerprint: string, answered: readonly Answered[]): Answered | undefined {
  const settles = (one: Answered, id: AlertId): boolean =>
    one.kind !== 'return-and-change' &&
    (one.fingerprint === undefined ? one.alert === id : one.fingerprint === fingerprint);
  const found = ids.map((id) => answered.filter((one) => settles(one, id)).pop());
  return found.every((one) => one !== undefined) ? found[0] : undefined;
}

/** Rule and offending items, in whatever order they come. */
function keyOf({ rule, offending }: Alert): string {
  return [rule, ...offending.slice().sort()].join('|');
}

function compareAlerts(a: Alert, b: Alert, most: Decision): number {
  return (
    TIERS.indexOf(tierOf(a, most)) - TIERS.indexOf(tierOf(b, most)) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    amountOf(b) - amountOf(a) ||
    compareText(a.id, b.id)
  );
}

function compareRows(a: Row, b: Row, place: ReadonlyMap<ItemId, number>): number {
  return (
    Number(isInterruptive(b.tier)) - Number(isInterruptive(a.tier)) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.amountFen - a.amountFen ||
    placeOf(a, place) - placeOf(b, place) ||
    compareText(a.key, b.key)
  );
}

function placesOf(items: readonly ShownItem[]): ReadonlyMap<ItemId, number> {
  return new Map(items.map(({ id }, index): [ItemId, number] => [id, index]));
}

function placeOf({ items }: Row, place: ReadonlyMap<ItemId, number>): number {
  const known = place.get(items[0] || '');
  return known === undefined ? place.size : known;
}

const amountOf = ({ excess }: Alert): number => excess?.amountFen || 0;

const compareText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const TIERS: readonly Tier[] = ['stop', 'ask', 'beside', 'folded'];
const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];
