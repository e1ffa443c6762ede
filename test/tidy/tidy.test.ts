import { describe, expect, test } from 'vitest';
import { findOffences, repositoryFiles } from './repository-files.ts';
import { exportFormRule, indexRule, vocabularyRule, wordsOf } from './rules/exports.ts';
import { folderRule } from './rules/folders.ts';
import { externalImportRule, layerRule, relativeImportRule } from './rules/imports.ts';
import { lengthRule, nameRule } from './rules/names.ts';
import { identityNumberRule, machinePathRule } from './rules/privacy.ts';
import { purityRule, synchronousRule } from './rules/purity.ts';

const RULES = [
  layerRule,
  relativeImportRule,
  folderRule,
  externalImportRule,
  exportFormRule,
  indexRule,
  vocabularyRule,
  nameRule,
  lengthRule,
  purityRule,
  synchronousRule,
  identityNumberRule,
  machinePathRule,
];

const files = repositoryFiles();

describe.each(RULES)('$name', (rule) => {
  test('holds', () => {
    expect(findOffences(rule, files)).toEqual([]);
  });

  test('covers files that exist', () => {
    expect(files.some(({ path }) => rule.covers(path))).toBe(true);
  });

  test.each(rule.offenders)('finds the offence in $path: $text', (offender) => {
    expect(findOffences(rule, [offender])).not.toEqual([]);
  });
});

test('a file that keeps every rule raises no offence', () => {
  const exemplary = {
    path: 'packages/nhsa/src/precheck/read-request.ts',
    text: "import type { Encounter } from '@forecheck/core';\nimport { codes } from './codes.ts';\nexport const WORKSHOPS_MAX = codes.length;\nexport type A = Encounter;\n",
  };
  expect(RULES.flatMap((rule) => findOffences(rule, [exemplary]))).toEqual([]);
});

test('words are split at case changes', () => {
  expect(wordsOf('parseHISOrder_TTL')).toEqual(['parse', 'his', 'order', 'ttl']);
});
