import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAuditTrail } from './audit-trail.ts';
import { verifyAudit } from './verify-audit.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forecheck-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NOW_MS = Date.UTC(2026, 6, 1);
const open = (fileBytesMax?: number) =>
  openAuditTrail({ folder, nowMs: () => NOW_MS, ...(fileBytesMax === undefined ? {} : { fileBytesMax }) });
const first = () => join(folder, 'audit-000001.jsonl');
const kindsIn = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind);

async function write(...kinds: string[]): Promise<string> {
  const trail = await open();
  for (const kind of kinds) trail.add(kind, { rule: 'R1' });
  await trail.close();
  return trail.head;
}

describe('an audit trail', () => {
  test('goes on where it ended, and is one chain', async () => {
    await write('a', 'b');
    const head = await write('c');
    expect(kindsIn(first())).toEqual(['a', 'b', 'c']);
    expect(await verifyAudit(folder)).toEqual({
      isIntact: true,
      files: 1,
      entries: 3,
      firstSeq: 1,
      head,
      problems: [],
    });
    expect((await verifyAudit(folder, head)).isIntact).toBe(true);
  });

  test('begins another file beyond its limit, and is still one chain', async () => {
    const trail = await open(600);
    for (let index = 0; index < 10; index += 1) {
      trail.add('check', { rule: `R${index}` });
      await trail.flush();
    }
    await trail.close();
    const report = await verifyAudit(folder);
    expect(report).toMatchObject({ isIntact: true, entries: 10 });
    expect(report.files).toBeGreaterThan(2);
    // Older files may be put away; the rest says where it begins.
    rmSync(first());
    expect(await verifyAudit(folder)).toMatchObject({ isIntact: true, files: report.files - 1 });
    expect((await verifyAudit(folder)).firstSeq).toBeGreaterThan(1);
  });

  test.each([
    ['an entry that is changed', (text: string) => text.replace('"kind":"b"', '"kind":"x"'), 'line-changed', 2],
    ['an entry that is left out', (text: string) => text.replace(/.*"kind":"b".*\n/, ''), 'chain-broken', 2],
    ['an entry that is put in', (text: string) => `${text.split('\n')[0]}\n${text}`, 'chain-broken', 2],
    ['a line that is none', (text: string) => text.replace(/.*"kind":"b".*/, '{}'), 'line-changed', 2],
  ])('%s shows', async (_, change, code, line) => {
    await write('a', 'b', 'c');
    writeFileSync(first(), change(readFileSync(first(), 'utf8')));
    const { isIntact, problems } = await verifyAudit(folder);
    expect(isIntact).toBe(false);
    expect(problems[0]).toEqual({ code, file: 'audit-000001.jsonl', line });
  });

  test('an end that is cut off shows to whoever noted the hash elsewhere', async () => {
    const head = await write('a', 'b');
    const text = readFileSync(first(), 'utf8');
    writeFileSync(first(), `${text.split('\n')[0]}\n`);
    expect((await verifyAudit(folder)).isIntact).toBe(true);
    expect((await verifyAudit(folder, head)).problems).toMatchObject([{ code: 'head-missing' }]);
  });

  test.each([1, 10, 150])('an entry that a loss of power cut after %i bytes is taken off, and told', async (bytes) => {
    await write('a', 'b');
    const whole = readFileSync(first()).length;
    appendFileSync(first(), readFileSync(first(), 'utf8').split('\n')[1]!.slice(0, bytes));
    expect((await verifyAudit(folder)).problems).toEqual([{ code: 'tail-torn', file: 'audit-000001.jsonl', line: 3 }]);
    await write('c');
    expect(kindsIn(first())).toEqual(['a', 'b', 'tail-torn', 'c']);
    expect(readFileSync(first()).length).toBeGreaterThan(whole);
    expect(await verifyAudit(folder)).toMatchObject({ isIntact: true, entries: 4 });
  });

  test('a first entry that was cut off leaves an empty trail', async () => {
    await write('a');
    truncateSync(first(), 20);
    await write('b');
    expect(kindsIn(first())).toEqual(['tail-torn', 'b']);
    expect((await verifyAudit(folder)).isIntact).toBe(true);
  });

  test('a file that power was lost before the first entry of is gone on with', async () => {
    const head = await write('a');
    writeFileSync(join(folder, 'audit-000002.jsonl'), '');
    await write('b');
    expect(kindsIn(join(folder, 'audit-000002.jsonl'))).toEqual(['b']);
    expect(await verifyAudit(folder, head)).toMatchObject({ isIntact: true, entries: 2 });
  });

  test('a last entry that is damaged keeps nobody from going on, and shows', async () => {
    await write('a', 'b');
    writeFileSync(first(), readFileSync(first(), 'utf8').replace('"kind":"b"', '"kind":"x"'));
    await write('c');
    expect(kindsIn(join(folder, 'audit-000002.jsonl'))).toEqual(['restarted', 'c']);
    expect((await verifyAudit(folder)).problems.map(({ code }) => code)).toEqual(['line-changed', 'chain-broken']);
  });
});
