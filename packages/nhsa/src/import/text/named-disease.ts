import type { IndicationGroup } from '@forecheck/core';
import { DISEASE_CODES } from './disease-codes.ts';
import { normaliseText } from './normalise-text.ts';
import { splitClauses } from './split-clauses.ts';

/** Codes of the diagnosis list by the name that they carry. */
export type CodesByName = ReadonlyMap<string, readonly string[]>;

/**
 * The restriction as groups of conditions, when every alternative of it is a plainly named disease, alone or with an age;
 * `undefined` when any word is left over. Nothing is concluded from words that are not understood.
 */
export function namedDiseases(text: string, codesByName: CodesByName): readonly IndicationGroup[] | undefined {
  const groups: IndicationGroup[] = [];
  for (const clause of splitClauses(normaliseText(text))) {
    const more = clauseGroups(clause, codesByName);
    if (more === undefined) return undefined;
    groups.push(...more);
  }
  return groups.length === 0 ? undefined : groups;
}

/** A clause may list several diseases; each must be known, or the clause is not. */
function clauseGroups(clause: string, codesByName: CodesByName): readonly IndicationGroup[] | undefined {
  const whole = diseaseGroup(clause, codesByName);
  if (whole !== undefined) return [whole];
  const parts = clause.split(/、|或/);
  if (parts.length === 1) return undefined;
  const groups: IndicationGroup[] = [];
  for (const part of parts) {
    const group = diseaseGroup(part, codesByName);
    // An age said of one disease of a list may be meant for all of them.
    if (group === undefined || group.allOf.length > 1) return undefined;
    groups.push(group);
  }
  return groups;
}

function diseaseGroup(words: string, codesByName: CodesByName): IndicationGroup | undefined {
  let rest = words
    // An abbreviation in brackets repeats the name before it.
    .replace(/\([A-Z][A-Za-z0-9 -]*\)/g, '')
    // What the drug is for adds nothing to a disease that is named.
    .replace(/(?:患者)?的?(?:血糖控制|治疗)$/, '')
    .replace(/的?患者$/, '');
  let yearsMin: number | undefined;
  const adult = /^(?:成人|成年)(?!和)|(?:的?成人|的?成年)$/;
  const atLeast = /^(?:≥(\d+)岁|(\d+)岁及(?:\d+岁)?以上)(?:患者)?的?/.exec(rest);
  if (atLeast !== null) {
    yearsMin = Number(atLeast[1] ?? atLeast[2]);
    rest = rest.slice(atLeast[0].length);
  } else if (adult.test(rest)) {
    yearsMin = ADULT_YEARS_MIN;
    rest = rest.replace(adult, '');
  } else {
    // 成人和儿童 is everybody.
    rest = rest.replace(/^成人和儿童/, '');
  }
  rest = rest.replace(/^患者|的?患者$/g, '');
  const codes = diseaseCodes(rest, codesByName);
  if (codes === undefined) return undefined;
  const diagnosis = { kind: 'diagnosis', codes } as const;
  return { allOf: yearsMin === undefined ? [diagnosis] : [diagnosis, { kind: 'age', yearsMin }] };
}

/**
 * Codes of one disease name: of the reviewed table, else of the diagnosis list where it has exactly this name.
 *
 * A name of the list is widened from its own code to the codes around it, because records carry the disease with its
 * forms and complications: to the whole category when the code is its unspecified entry (`E11.900`, `N40.x00`), else to
 * its fourth character (`E23.009` → `E23.0`).
 */
function diseaseCodes(name: string, codesByName: CodesByName): readonly string[] | undefined {
  const reviewed = DISEASE_CODES[name];
  if (reviewed !== undefined) return reviewed;
  const listed = codesByName.get(name);
  return listed === undefined ? undefined : [...new Set(listed.map(widenCode))];
}

function widenCode(code: string): string {
  const [category, rest] = [code.slice(0, 3), code.slice(4)];
  return rest.startsWith('x') || rest.startsWith('9') ? category : code.slice(0, 5);
}

/** Basis: Civil Code art. 17, an adult is a person of eighteen years or more. */
const ADULT_YEARS_MIN = 18;
