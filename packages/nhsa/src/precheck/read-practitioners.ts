import type { OrderItem, Practitioner } from '@forecheck/core';
import type { Place } from '../envelope/place.ts';
import { practitionerTitleShortTable, practitionerTitleTable } from '../tables/order-tables.ts';
import { ENCOUNTER, ORDER } from './fields.ts';
import { type CodeSources, type ReadContext, readCode, readId } from './read-context.ts';

type Title = NonNullable<Practitioner['title']>;

/**
 * Everyone who ordered a line of the current visit, and its responsible practitioner; codes, never names. `items` are
 * those of `orders`, in the same order, and may go on.
 */
export function readPractitioners(
  context: ReadContext,
  encounter: Place,
  orders: readonly Place[],
  items: readonly OrderItem[],
): readonly Practitioner[] | undefined {
  const byId = new Map<string, Practitioner>();
  const sources = titleSources(context);
  for (const [index, line] of orders.entries()) {
    const { practitionerId: id, department } = items[index]!;
    if (id === undefined) continue;
    const title = readCode(context, line, ORDER.title, sources);
    // The first line that tells something about a practitioner decides.
    byId.set(id, {
      id,
      ...(title === undefined ? {} : { title }),
      ...(department === undefined ? {} : { department }),
      ...byId.get(id),
    });
  }
  const responsible = readId(context, encounter, ENCOUNTER.practitioner);
  if (responsible !== undefined && !byId.has(responsible)) byId.set(responsible, { id: responsible });
  return byId.size === 0 ? undefined : [...byId.values()];
}

function titleSources(context: ReadContext): CodeSources<Title> {
  const chosen = context.options.tables?.practitionerTitle ?? 'long';
  if (chosen === 'short') return { tables: [practitionerTitleTable, practitionerTitleShortTable] };
  return {
    local: chosen === 'long' ? undefined : chosen,
    tables: [practitionerTitleTable],
    ambiguous: [practitionerTitleShortTable],
  };
}
