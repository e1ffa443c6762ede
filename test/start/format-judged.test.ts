import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { formatJudged } from '../../scripts/start/format-judged.ts';
import { type JudgedRequest, judgeRequest } from '../../scripts/start/judge-request.ts';
import { loadRuleset } from '../../scripts/start/load-ruleset.ts';
import { ROOT } from '../../scripts/workspace.ts';

const folder = join(ROOT, 'examples/requests');
let judged: readonly JudgedRequest[];

beforeAll(async () => {
  const { ruleset } = await loadRuleset(join(ROOT, 'examples/sample-source'), () => undefined);
  judged = readdirSync(folder).map((file) => judgeRequest(ruleset, file, readFileSync(join(folder, file), 'utf8')));
});

/** What stands below the rule line: the head has names of files and codes. */
const bodyOf = (one: JudgedRequest, language: 'zh' | 'en'): readonly string[] =>
  formatJudged(one, 100, language).slice(3);

test('in Chinese nothing around the rules is English', () => {
  const english = /\b(bound|remove|reduce|shorten|paid|charge|items|message|evidence|basis|fixes|question|missing)\b/;
  const lines = judged.flatMap((one) => bodyOf(one, 'zh'));
  expect(lines.filter((line) => english.test(line))).toEqual([]);
  expect(lines.some((line) => line.includes('性别：女（限：男）'))).toBe(true);
  expect(lines.some((line) => /^ {2}修改建议 .*取消/.test(line))).toBe(true);
});

test('in English labels, facts and fixes are English', () => {
  const lines = judged.flatMap((one) => bodyOf(one, 'en'));
  expect(lines.filter((line) => /依据：|修改建议|严重|警告/.test(line))).toEqual([]);
  expect(lines).toContain('  evidence   insuredPerson.sex = female, bound male');
  expect(lines.some((line) => /^ {2}fixes {6}remove /.test(line))).toBe(true);
});
