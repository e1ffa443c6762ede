import { CoreError } from '../error.ts';
import type { Scaled } from '../model/decimal.ts';
import { parseDecimal } from '../model/decimal.ts';
import type { ParameterRecord } from './encoding.ts';

/**
 * Readers of source parameters for encoding. Each returns `undefined` for an absent parameter and throws
 * {@link CoreError} `parameter-malformed` for one that is not what the mode takes.
 */

export function integerParameter(
  parameters: ParameterRecord,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) throw malformed(name);
  return value;
}

export function decimalParameter(parameters: ParameterRecord, name: string): Scaled | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' && typeof value !== 'string') throw malformed(name);
  return requireDecimal(value, name);
}

function requireDecimal(value: number | string, name: string): Scaled {
  const scaled = parseDecimal(value);
  if (!(scaled >= 0)) throw malformed(name);
  return scaled;
}

export function booleanParameter(parameters: ParameterRecord, name: string): number | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') throw malformed(name);
  return value ? 1 : 0;
}

/** Position of the value in `values`, plus one. */
export function choiceParameter(
  parameters: ParameterRecord,
  name: string,
  values: readonly string[],
): number | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  const index = typeof value === 'string' ? values.indexOf(value) : -1;
  if (index < 0) throw malformed(name);
  return index + 1;
}

export function textsParameter(parameters: ParameterRecord, name: string): readonly string[] | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) throw malformed(name);
  return value;
}

/** Bits of the listed values. */
export function maskParameter(
  parameters: ParameterRecord,
  name: string,
  values: readonly string[],
): number | undefined {
  const texts = textsParameter(parameters, name);
  if (texts === undefined) return undefined;
  let mask = 0;
  for (const text of texts) {
    const index = values.indexOf(text);
    if (index < 0) throw malformed(name);
    mask |= 1 << index;
  }
  return mask;
}

export function textParameter(parameters: ParameterRecord, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw malformed(name);
  return value;
}

/** The error for a parameter that is not what its mode takes. */
export function malformed(parameter: string): CoreError {
  return new CoreError('parameter-malformed', `parameter \`${parameter}\` is not what its rule mode takes`, {
    parameter,
  });
}
