import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KnowledgePoint, RuleDefinition } from '@forecheck/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FOLDER_PROBLEMS_MAX, formatProblem, inspectSourceFolder, readSourceFolder } from './source-folder.ts';

const head = { formatVersion: 1, id: 'S1', layer: 'province' };
const rule: RuleDefinition = {
  id: 'R-SEX',
  name: { 'zh-CN': '限性别', en: 'restricted to one sex' },
  logic: { kind: 'restrict', mode: 'sex' },
  verdict: 'violation',
  severity: 'critical',
  fundScope: 'pooled',
  message: { 'zh-CN': '{item}', en: '{item}' },
  basis: [{ instrument: 'TEST' }],
};
const point = (id: string, more: Partial<KnowledgePoint> = {}): KnowledgePoint => ({
  id,
  rule: 'R-SEX',
  items: ['XA01'],
  parameters: { sex: 'male' },
  ...more,
});

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-source-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
}

function lines(...rows: readonly unknown[]): string {
  return rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');
}

async function writeWell(): Promise<void> {
  await write('source.json', head);
  await write('rules/R-SEX.json', rule);
  await write('knowledge/b.jsonl', lines(point('KP-2')));
  await write('knowledge/a.jsonl', lines(point('KP-1'), '', point('KP-3')));
}

async function problemsOf(): Promise<readonly string[]> {
  return (await inspectSourceFolder(folder)).problems.map(formatProblem);
}

describe('readSourceFolder', () => {
  it('reads every file that a source folder may have, in the order of their names', async () => {
    await writeWell();
    await write('catalogue/drug.jsonl', lines({ code: 'XA01', name: 'A', kind: 'drug' }));
    await write('mappings/own.jsonl', lines({ localCode: 'L1', code: 'XA01' }));
    await write('policy.json', [{ rule: 'R-SEX', decision: 'block' }]);
    await write('withdrawn.json', [{ row: 'knowledge', id: 'KP-0' }]);
    await write('codes/icd10.jsonl', lines({ code: 'E11.900', name: 'd' }, { alias: 'E11.900x001', code: 'E11.900' }));
    await write('codes/icd9.jsonl', lines({ code: '00.0100', name: 'o' }));
    await write('report.json', { rows: 7 });
    await write('README.md', 'for people');
    await write('.hidden.json', 'not ours');
    expect(await readSourceFolder(folder)).toEqual({
      source: {
        ...head,
        rules: [rule],
        knowledge: [point('KP-1'), point('KP-3'), point('KP-2')],
        catalogue: [{ code: 'XA01', name: 'A', kind: 'drug' }],
        mappings: [{ localCode: 'L1', code: 'XA01' }],
        policy: [{ rule: 'R-SEX', decision: 'block' }],
        withdrawn: [{ row: 'knowledge', id: 'KP-0' }],
      },
      codeLists: { diagnoses: new Set(['E11.900']), operations: new Set(['00.0100']) },
    });
  });

  it('takes what is not there as not said', async () => {
    await write('source.json', head);
    expect(await readSourceFolder(folder)).toEqual({ source: { ...head, rules: [], knowledge: [] }, codeLists: {} });
  });

  it('refuses a folder without a head, and one that is not there', async () => {
    await write('rules/R-SEX.json', rule);
    await expect(readSourceFolder(folder)).rejects.toMatchObject({ code: 'source-missing', retry: 'never' });
    await expect(readSourceFolder(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'source-missing' });
  });

  it('names file, line and field of the first problem, and how many there are', async () => {
    await writeWell();
    await write(
      'knowledge/a.jsonl',
      lines(point('KP-1'), '', point('KP-3', { parameters: { sex: 'Zhang' } }), { id: 'KP-4' }),
    );
    const refusal = readSourceFolder(folder);
    await expect(refusal).rejects.toMatchObject({
      code: 'folder-malformed',
      message: 'knowledge/a.jsonl:3: `parameters.sex` is not one of `male`, `female`, and 2 more',
      detail: { file: 'knowledge/a.jsonl', line: 3, path: 'parameters.sex', problems: 3 },
    });
  });

  it('knows the rules of earlier sources when it is told them', async () => {
    await write('source.json', head);
    await write('knowledge/a.jsonl', lines(point('KP-1', { parameters: { sex: 'M' } })));
    await expect(readSourceFolder(folder)).resolves.toBeDefined();
    const knownRules = new Map([['R-SEX', rule.logic]]);
    await expect(readSourceFolder(folder, { knownRules })).rejects.toMatchObject({ code: 'folder-malformed' });
  });
});

describe('inspectSourceFolder', () => {
  it('leaves out what is not in the right form and keeps the rest', async () => {
    await writeWell();
    await write('rules/R-AGE.json', { ...rule, id: 'R-AGE', severity: 'loud' });
    await write('rules/broken.json', '{\n  "id": "R-X",\n  oops\n}\n');
    await write('knowledge/a.jsonl', lines(point('KP-1'), '{"id":', { ...point('KP-3'), itmes: [] }));
    await write('policy.json', [{ rule: 'R-SEX' }, { decision: 'block' }]);
    await write('withdrawn.json', { row: 'rule', id: 'R-0' });
    const { source, problems } = await inspectSourceFolder(folder);
    expect(problems.map(formatProblem)).toEqual([
      'rules/R-AGE.json:1: `severity` is not one of `critical`, `warning`, `info`',
      'rules/broken.json:3: the file is not JSON',
      'knowledge/a.jsonl:2: the line is not JSON',
      'knowledge/a.jsonl:3: `itmes` is not a property that is known here',
      'policy.json: entry 1: `decision` is missing, expected one of `pass`, `remind`, `require-reason`, `require-fix`, `block`',
      'withdrawn.json: the file does not hold a list',
    ]);
    expect(source).toMatchObject({ rules: [{ id: 'R-SEX' }], knowledge: [{ id: 'KP-1' }, { id: 'KP-2' }] });
    expect(source.policy).toEqual([{ decision: 'block' }]);
  });

  it('tells where the row of a diagnostic stands', async () => {
    await writeWell();
    const { placeOf } = await inspectSourceFolder(folder);
    expect(placeOf('knowledge[1].items[0]')).toEqual({ file: 'knowledge/a.jsonl', line: 3 });
    expect(placeOf('knowledge[2]')).toEqual({ file: 'knowledge/b.jsonl', line: 1 });
    expect(placeOf('rules[0].message.en')).toEqual({ file: 'rules/R-SEX.json', line: 1 });
    expect(placeOf('knowledge[9]')).toBeUndefined();
    expect(placeOf('layer')).toBeUndefined();
  });

  it.each([
    ['knowlege/a.jsonl', 'knowlege', '; did you mean `knowledge`?'],
    ['knowledge/a.json', 'knowledge/a.json', '; `knowledge` holds files that end in `.jsonl`, and no folders'],
    ['rules/R-1.jsonl', 'rules/R-1.jsonl', '; `rules` holds files that end in `.json`, and no folders'],
    ['rules/more/R-1.json', 'rules/more', '; `rules` holds files that end in `.json`, and no folders'],
    ['polcy.json', 'polcy.json', '; did you mean `policy.json`?'],
    ['anything-else.json', 'anything-else.json', ''],
  ])('complains of %s, which would be lost', async (file, name, advice) => {
    await writeWell();
    await write(file, lines(point('KP-9')));
    expect(await problemsOf()).toEqual([`${name}: this name does not belong to a source folder${advice}`]);
  });

  it('says so when a file is not UTF-8', async () => {
    await writeWell();
    await writeFile(join(folder, 'knowledge/b.jsonl'), Buffer.from([0x7b, 0x22, 0xb2, 0xe2, 0x22, 0x7d, 0x0a]));
    expect(await problemsOf()).toEqual(['knowledge/b.jsonl:1: the input is not UTF-8']);
  });

  it('counts problems beyond those that it lists', async () => {
    await writeWell();
    await write('knowledge/b.jsonl', 'x\n'.repeat(FOLDER_PROBLEMS_MAX + 5));
    const { problems, problemCount } = await inspectSourceFolder(folder);
    expect(problems).toHaveLength(FOLDER_PROBLEMS_MAX);
    expect(problemCount).toBe(FOLDER_PROBLEMS_MAX + 5);
  });

  it('refuses a head that is not one, since nothing can be said of the rest', async () => {
    await write('source.json', { ...head, layer: 'county' });
    await expect(inspectSourceFolder(folder)).rejects.toMatchObject({
      code: 'folder-malformed',
      detail: { file: 'source.json', path: 'layer' },
    });
    await write('source.json', { ...head, layer: 'county', titel: 'x' });
    await expect(inspectSourceFolder(folder)).rejects.toThrow(/`layer` is not one of .*; `titel` is not a property/);
  });
});
