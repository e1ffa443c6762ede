import type { Alert, Fix, ItemId } from '@forecheck/core';
import { clipText, itemKindByCode } from '@forecheck/nhsa';
import type { CdsAction, CdsSuggestion } from './card.ts';
import { formatSuggestionUuid, SUGGESTIONS_MAX, type SuggestionDisposition } from './card-uuid.ts';
import { changeOrder, companionOf } from './change-order.ts';
import { plainLine } from './markdown.ts';
import type { CdsRequest } from './read-request.ts';
import { type CdsTexts, fill } from './texts.ts';
import { type DetailContext, nameOf, yuanText } from './write-detail.ts';

/** The fixes of one alert, told apart by whether a client can carry them out. */
export interface WrittenFixes {
  readonly suggestions: readonly CdsSuggestion[];
  /** Labels of fixes that no change of a draft order is: they concern orders that are signed already. */
  readonly orphans: readonly string[];
}

/** One suggestion per fix, in the engine's order, so that any one of them removes the alert. */
export function writeSuggestions(
  context: DetailContext,
  request: CdsRequest,
  alert: Alert,
  encounterKey: string,
): WrittenFixes {
  const orphans: string[] = [];
  const written: { readonly fix: Fix; readonly suggestion: CdsSuggestion }[] = [];
  for (const fix of alert.fixes.slice(0, SUGGESTIONS_MAX)) {
    const label = labelOf(context, fix);
    const actions = actionsOf(context, request, fix, label);
    if (actions === undefined) {
      orphans.push(label);
      continue;
    }
    const ordinal = written.length;
    const name = { subject: 'alert', id: alert.id, encounterKey, disposition: dispositionOf(fix), ordinal } as const;
    written.push({ fix, suggestion: { uuid: formatSuggestionUuid(name), label, actions } });
  }
  // A recommendation among one is none.
  const recommended = written.length > 1 ? recommendedOf(written.map(({ fix }) => fix)) : undefined;
  return {
    suggestions: written.map(({ fix, suggestion }) =>
      fix === recommended ? { ...suggestion, isRecommended: true } : suggestion,
    ),
    orphans,
  };
}

/** What keeps the order before what takes it away; never that the person pays: that is theirs to choose. */
function recommendedOf(fixes: readonly Fix[]): Fix | undefined {
  const rankOf = ({ kind }: Fix): number => RANK[kind];
  const candidates = fixes.filter(({ kind }) => kind !== 'self-pay-with-consent');
  return [...candidates].sort((a, b) => rankOf(a) - rankOf(b))[0];
}

function dispositionOf({ kind }: Fix): SuggestionDisposition {
  return kind === 'self-pay-with-consent' ? 'self-pay-with-consent' : 'return-and-change';
}

function labelOf(context: DetailContext, fix: Fix): string {
  const { texts } = context;
  const ids = 'items' in fix ? fix.items : [fix.item];
  const item = ids.map((id) => nameOf(context, id)).join(texts.comma);
  return plainLine(
    fill(texts.fixes[fix.kind], {
      item: clipText(plainLine(item), NAME_LENGTH_MAX),
      ...(fix.kind === 'add-companion' ? { code: fix.code } : {}),
      ...('to' in fix ? { to: String(fix.to) } : {}),
      ...(fix.kind === 'reduce-quantity' ? { unit: fix.unit } : {}),
      ...(fix.kind === 'set-price' ? { to: yuanText(Number(fix.toFen)) } : {}),
    }),
  );
}

/** The changes of draft orders that the fix is; `undefined` when it is none, or one of them cannot be told. */
function actionsOf(
  context: DetailContext,
  request: CdsRequest,
  fix: Fix,
  label: string,
): readonly CdsAction[] | undefined {
  switch (fix.kind) {
    case 'remove-item':
      return all([fix.item], (id) => removal(context, request, id));
    case 'remove-items':
      return all(fix.items, (id) => removal(context, request, id));
    case 'add-companion': {
      const beside = request.drafts.get(fix.item)?.node.value;
      if (beside === undefined) return undefined;
      const kind = itemKindByCode(fix.code);
      const isDrug = kind === undefined ? beside['resourceType'] === 'MedicationRequest' : DRUG_KINDS.has(kind);
      const [system = ''] = request.settings.systems.item;
      const resource = companionOf(beside, fix.code, isDrug, system);
      return [{ type: 'create', description: describe(context.texts, 'create', label), resource }];
    }
    case 'self-pay-with-consent':
      return all(fix.items, (item) => change(context, request, { kind: fix.kind, items: [item] }, item));
    case 'reduce-quantity':
    case 'shorten-days':
    case 'set-price':
      return all([fix.item], (id) => change(context, request, fix, id));
  }
}

function removal(context: DetailContext, { drafts }: CdsRequest, id: ItemId): CdsAction | undefined {
  const reference = drafts.get(id)?.reference;
  if (reference === undefined) return undefined;
  const description = fill(context.texts.actions.delete, { item: plainLine(nameOf(context, id)) });
  return { type: 'delete', description, resourceId: reference };
}

function change(
  context: DetailContext,
  { drafts, settings }: CdsRequest,
  fix: Parameters<typeof changeOrder>[1],
  id: ItemId,
): CdsAction | undefined {
  const draft = drafts.get(id);
  // Without an id nobody could tell which order the update is of.
  if (draft?.reference === undefined) return undefined;
  const resource = changeOrder(draft.node.value, fix, context.items.get(id)?.unit, settings);
  if (resource === undefined) return undefined;
  return { type: 'update', description: describe(context.texts, 'update', labelOf(context, fix)), resource };
}

function describe(texts: CdsTexts, type: 'create' | 'update', label: string): string {
  return fill(texts.actions[type], { label });
}

/** Every one of them or nothing: part of a fix does not remove the alert. */
function all(
  ids: readonly ItemId[],
  actionOf: (id: ItemId) => CdsAction | undefined,
): readonly CdsAction[] | undefined {
  const actions = ids.flatMap((id) => actionOf(id) ?? []);
  return actions.length === ids.length && actions.length > 0 ? actions : undefined;
}

const RANK: Readonly<Record<Fix['kind'], number>> = {
  'reduce-quantity': 0,
  'shorten-days': 1,
  'set-price': 2,
  'add-companion': 3,
  'remove-item': 4,
  'remove-items': 5,
  'self-pay-with-consent': 6,
};
const DRUG_KINDS: ReadonlySet<string> = new Set(['drug', 'decoction-piece']);
const NAME_LENGTH_MAX = 60;
