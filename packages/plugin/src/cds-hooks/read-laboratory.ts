import type { ClinicalFacts, Lab } from '@forecheck/core';
import { codeUnder } from './coding.ts';
import { childOf, childrenOf, decimalOf, type FhirNode, hasChild, pathOf, textOf } from './fhir-node.ts';
import { isFinal, observationTime } from './read-person.ts';
import type { CompleteCdsSettings } from './settings.ts';

/**
 * Laboratory values of final Observations, components among them. `undefined` when there is none: a value that is not
 * there is unknown.
 */
export function readLaboratory(
  observations: readonly FhirNode[],
  settings: CompleteCdsSettings,
): ClinicalFacts | undefined {
  const labs: Lab[] = [];
  for (const observation of observations) {
    if (!isFinal(observation)) continue;
    const at = observationTime(observation);
    for (const holder of [observation, ...childrenOf(observation, 'component')]) {
      const lab = readLab(holder, settings, at);
      if (lab !== undefined) labs.push(lab);
    }
  }
  return labs.length === 0 ? undefined : { labs };
}

function readLab(holder: FhirNode, { systems, units }: CompleteCdsSettings, at: string | undefined): Lab | undefined {
  if (!hasChild(holder, 'valueQuantity')) return undefined;
  const code = codeUnder(childOf(holder, 'code'), systems.laboratory);
  if (code === undefined) {
    holder.problems.add('code-missing', `${pathOf(holder)}.code`);
    return undefined;
  }
  const quantity = childOf(holder, 'valueQuantity');
  const value = decimalOf(quantity, 'value');
  // “Less than 5” is no value, and rules compare values.
  if (value === undefined || hasChild(quantity, 'comparator')) {
    holder.problems.add('value-malformed', pathOf(quantity));
    return undefined;
  }
  const sent = textOf(quantity, 'unit') ?? textOf(quantity, 'code');
  const unit = sent !== undefined && Object.hasOwn(units, sent) ? units[sent] : sent;
  return { code, value, ...(unit === undefined ? {} : { unit }), ...(at === undefined ? {} : { at }) };
}
