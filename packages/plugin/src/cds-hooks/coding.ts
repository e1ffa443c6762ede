import { CODE_LENGTH_MAX } from '@forecheck/core';
import { itemKindByCode, withoutIdentityNumber } from '@forecheck/nhsa';
import { childrenOf, type FhirNode, pathOf, textOf } from './fhir-node.ts';

/** A coding as it was sent. */
export interface SentCoding {
  readonly system?: string;
  readonly code: string;
}

/** Codings of a CodeableConcept that carry a code. */
export function codingsOf(concept: FhirNode): readonly SentCoding[] {
  return childrenOf(concept, 'coding').flatMap((coding) => {
    const code = textOf(coding, 'code');
    const system = textOf(coding, 'system', SYSTEM_LENGTH_MAX);
    return code === undefined ? [] : [{ code, ...(system === undefined ? {} : { system }) }];
  });
}

/** The code of a concept under one of those systems; the earlier system wins. */
export function codeUnder(concept: FhirNode, systems: readonly string[]): string | undefined {
  const codings = codingsOf(concept);
  for (const system of systems) {
    const found = codings.find((coding) => coding.system === system);
    if (found !== undefined) return withoutIdentityNumber(found.code);
  }
  return undefined;
}

/** What an order is of. */
export interface ItemCoding {
  readonly code?: string;
  readonly localCode?: string;
  /** As the client calls it. */
  readonly name?: string;
}

/**
 * National and local code of a concept. A coding of a system that is not configured is read only where its form says
 * that it is a national code: other systems' codes may look like the institution's own.
 */
export function itemCodingOf(
  concept: FhirNode,
  systems: { readonly item: readonly string[]; readonly localItem: readonly string[] },
): ItemCoding {
  const codings = codingsOf(concept);
  const code = codeUnder(concept, systems.item)?.toUpperCase() ?? byForm(concept, codings, systems.item);
  const local =
    codeUnder(concept, systems.localItem) ??
    codings.find(({ system, code: sent }) => system === undefined && sent.toUpperCase() !== code)?.code;
  const name =
    textOf(concept, 'text') ??
    childrenOf(concept, 'coding')
      .map((coding) => textOf(coding, 'display'))
      .find((display) => display !== undefined);
  const isTooLong = code !== undefined && code.length > CODE_LENGTH_MAX;
  if (isTooLong) concept.problems.add('value-excessive', `${pathOf(concept)}.coding`);
  if ((code === undefined || isTooLong) && local === undefined) concept.problems.add('code-missing', pathOf(concept));
  return {
    ...(code === undefined || isTooLong ? {} : { code }),
    ...(local === undefined ? {} : { localCode: withoutIdentityNumber(local) }),
    ...(name === undefined ? {} : { name }),
  };
}

/** A service's 15 digits could be anything; the other national codes cannot. */
function byForm(concept: FhirNode, codings: readonly SentCoding[], known: readonly string[]): string | undefined {
  const found = codings
    .filter(({ system }) => system === undefined || !known.includes(system))
    .map(({ code }) => code.toUpperCase())
    .find((code) => code.length >= 20 && itemKindByCode(code) !== undefined);
  if (found !== undefined) concept.problems.add('code-by-form', `${pathOf(concept)}.coding`);
  return found;
}

/** What a table says of the first coding that it has; `undefined`, with a problem, when it has none or they disagree. */
export function meaningOf<Meaning extends string>(
  concept: FhirNode,
  table: (code: string) => Meaning | 'missing' | undefined,
): Meaning | undefined {
  const codings = codingsOf(concept);
  const meanings = codings.map(({ code }) => table(code)).filter((meaning) => meaning !== undefined);
  const [first] = meanings;
  if (first === undefined) {
    if (codings.length > 0) concept.problems.add('code-unknown', pathOf(concept));
    return undefined;
  }
  if (meanings.some((meaning) => meaning !== first)) {
    concept.problems.add('code-conflicting', pathOf(concept));
    return undefined;
  }
  return first === 'missing' ? undefined : (first as Meaning);
}

/** Reads a row of a table written in the settings. */
export function rowIn<Value>(table: Readonly<Record<string, Value>>, code: string): Value | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

const SYSTEM_LENGTH_MAX = 2_000;
