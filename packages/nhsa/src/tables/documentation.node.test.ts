import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  dispositionTable,
  feedbackTypeTable,
  severityDegreeTable,
  violationAmountStatusTable,
  violationItemTypeTable,
} from './answer-tables.ts';
import type { CodeTable } from './code-table.ts';
import { institutionKindTable, institutionLevelShortTable, institutionLevelTable } from './institution-tables.ts';
import {
  chargeTypeTable,
  itemKindTable,
  orderBehaviourTable,
  payClassTable,
  practitionerTitleShortTable,
  practitionerTitleTable,
} from './order-tables.ts';
import {
  insuranceTypeTable,
  reproductiveStateBeijingTable,
  reproductiveStateCautiousTable,
  reproductiveStateNationalTable,
  sexTable,
} from './person-tables.ts';
import { precheckInfnoTable, triggerSceneTable } from './scene-table.ts';
import { diagnosisStageTable, encounterTypeTable, visitTypeTable } from './visit-tables.ts';

const TABLES: readonly CodeTable<string | object>[] = [
  precheckInfnoTable,
  triggerSceneTable,
  sexTable,
  insuranceTypeTable,
  reproductiveStateCautiousTable,
  reproductiveStateNationalTable,
  reproductiveStateBeijingTable,
  institutionKindTable,
  institutionLevelTable,
  institutionLevelShortTable,
  visitTypeTable,
  encounterTypeTable,
  diagnosisStageTable,
  itemKindTable,
  orderBehaviourTable,
  practitionerTitleTable,
  practitionerTitleShortTable,
  chargeTypeTable,
  payClassTable,
  severityDegreeTable,
  violationItemTypeTable,
  violationAmountStatusTable,
  feedbackTypeTable,
  dispositionTable,
];

test('docs/nhsa.md lists every code of every table as it is', () => {
  const page = readFileSync(new URL('../../../../docs/nhsa.md', import.meta.url), 'utf8');
  const section = page.split('## Code tables')[1]?.split('\n## ')[0] ?? '';
  const documented = section.split('\n').filter((line) => line.startsWith('| `'));
  expect(documented).toEqual(TABLES.flatMap(rowsOf));
});

test('docs/nhsa.md lists every note, in the order of the type', () => {
  const page = readFileSync(new URL('../../../../docs/nhsa.md', import.meta.url), 'utf8');
  const section = page.split('\n## Notes')[1]?.split('\n## ')[0] ?? '';
  const documented = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code);
  const source = readFileSync(new URL('../envelope/note.ts', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(30);
  expect(documented).toEqual(codes);
});

test('no table has a code twice', () => {
  for (const table of TABLES) {
    const codes = table.rows.map((row) => row.code);
    expect(new Set(codes).size, table.field).toBe(codes.length);
  }
});

function rowsOf(table: CodeTable<string | object>): readonly string[] {
  const name = `\`${table.field}\`${table.variant === undefined ? '' : ` ${table.variant}`}`;
  return table.rows.map(({ code, label, meaning, confidence }) => {
    const told = typeof meaning === 'object' ? Object.values(meaning).join(' · ') : (meaning ?? '–');
    return `| ${name} | \`${code}\` | ${label} | ${told} | ${confidence} |`;
  });
}
