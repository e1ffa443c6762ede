import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNhsaError } from '../error.ts';
import { writeSourceFolder } from './folder/write-source-folder.ts';
import { importNhsa } from './import-nhsa.ts';
import { formatImportReport } from './report/format-import-report.ts';

const DRUG_A = 'XA01AAA001A001010100001';
const HEADER =
  'kp_id,batch,published_at,rule_class,item_name,constraint,detect_logic,params,n_codes,first_code,supersedes,is_current,source_file,source_row';
const POINTS = `${HEADER}\nP1,batch_01,,药品区分性别使用,甲片,,,"{""sex"": ""女""}",1,${DRUG_A},,1,附件.xlsx,1\nP2,batch_01,,某个新规则,乙片,,,,1,${DRUG_A},,1,附件.xlsx,2\n`;

let folder = '';
let out = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-import-'));
  out = join(folder, 'out');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function failure(act: () => Promise<unknown>) {
  try {
    await act();
  } catch (error) {
    if (isNhsaError(error)) return { code: error.code, path: error.path, retry: error.retry };
    throw error;
  }
  return undefined;
}

describe('importNhsa', () => {
  it('makes a national source of what is there, and names what is not', async () => {
    await put('two-libraries/knowledge_points.csv', POINTS);
    await put('codes/drug_codes_western.csv', `code,name\n${DRUG_A},甲片\n`);
    await put('icd10_yb_v2.csv', 'code,name\nA01.000,某病\n');
    const seen: string[] = [];
    const { source, report, codeLists } = await importNhsa(folder, { onProgress: ({ table }) => seen.push(table) });

    expect(source).toMatchObject({ formatVersion: 1, layer: 'national' });
    expect(source.rules?.map(({ id }) => id)).toEqual(['nhsa-2025-67']);
    expect(source.knowledge).toMatchObject([{ id: 'P1', rule: 'nhsa-2025-67', items: [DRUG_A] }]);
    expect(source.catalogue).toEqual([{ code: DRUG_A, name: '甲片', kind: 'drug' }]);
    expect(codeLists.diagnoses?.codes).toEqual([{ code: 'A01.000', name: '某病' }]);
    expect(codeLists).not.toHaveProperty('operations');
    expect(seen).toEqual(['diagnosis-codes', 'knowledge-points', 'national-codes']);
    expect(report.totals).toEqual({ rules: 1, knowledge: 1, catalogue: 1 });
    expect(report.setAside).toMatchObject([{ id: 'P2', reason: 'rule-class-unknown' }]);
    expect(report.tables.filter(({ status }) => status === 'absent').map(({ table }) => table)).toEqual([
      'knowledge-point-codes',
      'duplicate-pairs',
      'annex',
      'drug-catalogue',
      'restrictions-2025',
      'diagnosis-aliases',
      'operation-codes',
      'operation-aliases',
    ]);
    for (const { rows, outcomes } of report.tables) {
      expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(rows);
    }
  });

  it('refuses a folder without a table, and one that is not there', async () => {
    await put('notes.txt', 'nothing');
    expect(await failure(() => importNhsa(folder))).toMatchObject({ code: 'table-unrecognised' });
    expect(await failure(() => importNhsa(join(folder, 'absent')))).toMatchObject({
      code: 'file-unreadable',
      retry: 'safe',
    });
  });

  it('refuses two files of one name', async () => {
    await put('a/knowledge_points.csv', POINTS);
    await put('b/knowledge_points.csv', POINTS);
    expect(await failure(() => importNhsa(folder))).toMatchObject({
      code: 'file-ambiguous',
      path: 'knowledge_points.csv',
    });
  });

  it('refuses a text that is not UTF-8', async () => {
    await put('knowledge_points.csv', new Uint8Array([0xb9, 0xfa, 0xbc, 0xd2]));
    expect(await failure(() => importNhsa(folder))).toMatchObject({
      code: 'table-malformed',
      path: 'knowledge_points.csv',
    });
  });

  it('names the column that a table lacks', async () => {
    await put('knowledge_points.csv', POINTS.replace('rule_class', 'class'));
    expect(await failure(() => importNhsa(folder))).toMatchObject({
      code: 'column-missing',
      path: 'knowledge_points.csv:1:rule_class',
    });
  });

  it('stops when it is told to', async () => {
    await put('knowledge_points.csv', POINTS);
    await expect(importNhsa(folder, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('writeSourceFolder', () => {
  async function contents(path: string): Promise<Record<string, string>> {
    const files: Record<string, string> = {};
    for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      files[file.slice(path.length + 1).replaceAll('\\', '/')] = await readFile(file, 'utf8');
    }
    return files;
  }

  it('lays the source out as files, the same every time', async () => {
    await put('in/knowledge_points.csv', POINTS);
    await put('in/icd10_yb_v2.csv', 'code,name\nA01.000,某病\n');
    await put('in/icd10_alias_map.csv', 'from_code,to_yb_code\nA01.0x1,A01.000\n');
    const result = await importNhsa(join(folder, 'in'));
    await writeSourceFolder(out, result);
    const written = await contents(out);
    expect(Object.keys(written).sort()).toEqual([
      'catalogue/drug.jsonl',
      'codes/icd10.jsonl',
      'knowledge/nhsa-2025-67.jsonl',
      'report.json',
      'report.md',
      'rules/nhsa-2025-67.json',
      'source.json',
    ]);
    expect(JSON.parse(written['source.json']!)).toEqual({
      formatVersion: 1,
      id: result.source.id,
      layer: 'national',
      title: result.source.title,
    });
    expect(JSON.parse(written['rules/nhsa-2025-67.json']!)).toEqual(result.source.rules?.[0]);
    expect(written['codes/icd10.jsonl']).toBe(
      '{"code":"A01.000","name":"某病"}\n{"alias":"A01.0x1","code":"A01.000"}\n',
    );
    expect(JSON.parse(written['report.json']!)).toEqual(result.report);

    await writeSourceFolder(out, await importNhsa(join(folder, 'in')), { replace: true });
    expect(await contents(out)).toEqual(written);
  });

  it('does not write over what is not its own', async () => {
    await put('in/knowledge_points.csv', POINTS);
    const result = await importNhsa(join(folder, 'in'));
    await put('out/rules/mine.json', '{}');
    expect(await failure(() => writeSourceFolder(out, result))).toMatchObject({ code: 'folder-occupied' });
    expect(await failure(() => writeSourceFolder(out, result, { replace: true }))).toMatchObject({
      code: 'folder-occupied',
    });
    expect(await contents(out)).toEqual({ 'rules/mine.json': '{}' });
  });
});

describe('formatImportReport', () => {
  it('tells tables, classes, rows set aside and doubts in both layouts', async () => {
    await put('knowledge_points.csv', POINTS);
    const { report } = await importNhsa(folder);
    const markdown = formatImportReport(report, 'markdown');
    expect(markdown).toContain('| knowledge-points | knowledge_points.csv | 2 | decidable 1, set aside 1 |');
    expect(markdown).toContain('| annex |  | absent |  |');
    expect(markdown).toContain('| nhsa-2025-67 | 药品区分性别使用 | 1 | 1 | 0 | 0 | 0 | 0 |');
    expect(markdown).toContain('- knowledge-points: rule-class-unknown (1): knowledge_points.csv 3');
    const text = formatImportReport(report, 'text');
    expect(text).toContain('IMPORT REPORT\n\n1 rules, 1 knowledge points, 1 catalogue rows.');
    expect(text).toMatch(/nhsa-2025-67 {2}药品区分性别使用 {2}1 {9}1/);
    expect(text.endsWith('\n')).toBe(true);
  });
});
