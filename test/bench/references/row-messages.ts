import type { CatalogueItem, KnowledgePoint } from '@forecheck/core';
import { Packr } from 'msgpackr';
import type { Change, RowChange } from '../workloads/wire/change.ts';

/** A row as its values in a fixed order, with what is absent left out at the end. */
type Values = readonly unknown[];

/** Every changed row in full: what a synchronisation by rows sends. */
export function packRows({ catalogue, knowledge, withdrawn }: Change): Uint8Array {
  const rows = [catalogue.map(({ after }) => itemValues(after)), knowledge.map(({ after }) => pointValues(after))];
  return packr.pack([...rows, withdrawn.map(({ id }) => id)]);
}

/**
 * Of every edited row its key and the fields that are different: the least that a synchronisation by rows can send, to
 * receivers that all hold the row as it was.
 */
export function packPatches({ catalogue, knowledge, withdrawn }: Change): Uint8Array {
  const patches = [
    catalogue.map((change) => patchOf(change, itemValues)),
    knowledge.map((change) => patchOf(change, pointValues)),
  ];
  return packr.pack([...patches, withdrawn.map(({ id }) => id)]);
}

/** All rows of a world one after the other, in the order of their keys. */
export function packAll(catalogue: Iterable<CatalogueItem>, knowledge: Iterable<KnowledgePoint>): Uint8Array {
  const rows = [...Array.from(catalogue, itemValues), ...Array.from(knowledge, pointValues)];
  rows.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return Buffer.concat(rows.map((row) => packr.pack(row)));
}

function itemValues({ code, name, kind, payClass, baseUnit }: CatalogueItem): Values {
  return [code, name, kind, payClass, baseUnit];
}

function pointValues({ id, rule, items, basis, parameters, others }: KnowledgePoint): Values {
  return trim([id, rule, items, basis?.instrument, basis?.locator, parameters, others]);
}

function patchOf<Row>({ before, after }: RowChange<Row>, valuesOf: (row: Row) => Values): Values {
  const values = valuesOf(after);
  if (before === undefined) return values;
  const old = valuesOf(before);
  const fields = values.flatMap((value, field) =>
    JSON.stringify(value) === JSON.stringify(old[field]) ? [] : [field, value],
  );
  return [values[0], ...fields];
}

function trim(values: Values): Values {
  return values.slice(0, values.findLastIndex((value) => value !== undefined) + 1);
}

const packr = new Packr({ useRecords: false });
