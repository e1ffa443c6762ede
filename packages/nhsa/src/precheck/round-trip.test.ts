import { activate, evaluate, openSegment, type RuleSource } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { expect, test } from 'vitest';
import { formatFeedbackResponse } from './format-feedback-response.ts';
import { formatPrecheckResponse } from './format-response.ts';
import { parseFeedbackRequest } from './parse-feedback.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import { messageOfLines, sampleLine } from './sample-message.ts';

const DRUG = String(sampleLine()['hilist_code']);
const SOURCE: RuleSource = {
  formatVersion: 1,
  id: 'demo',
  layer: 'national',
  catalogue: [{ code: DRUG, name: '演示药品一', kind: 'drug' }],
  rules: [
    {
      id: 'drug-sex',
      name: { 'zh-CN': '药品限性别使用', en: 'drug restricted to one sex' },
      logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'pooled',
      message: { 'zh-CN': '{item} 限男性使用', en: '{item} is for men' },
      basis: [{ instrument: '演示目录' }],
    },
    {
      id: 'drug-evidence',
      name: { 'zh-CN': '药品限适应症', en: 'drug restricted to an indication' },
      logic: { kind: 'indication', mode: 'evidence' },
      verdict: 'suspected',
      degree: 'low',
      severity: 'info',
      fundScope: 'pooled',
      message: { 'zh-CN': '{text}', en: '{text}' },
      basis: [{ instrument: '演示目录' }],
    },
  ],
  knowledge: [
    { id: 'K1', rule: 'drug-sex', items: [DRUG] },
    { id: 'K2', rule: 'drug-evidence', items: [DRUG], text: '限演示情形，请确认已有依据。' },
  ],
};

const digest = 'a'.repeat(64);
const ruleset = activate({ manifest: 'demo', segments: [digest] }, [
  { digest, view: openSegment(compileSegment(SOURCE)) },
]);

test('from a 3101 message to its answer, and from the 3103 that follows to dispositions', () => {
  const parsed = parsePrecheckRequest(JSON.stringify(messageOfLines({})));
  const response = formatPrecheckResponse(parsed, evaluate(ruleset, parsed.encounter));
  const [alert, prompt] = response.output!.result;
  expect(alert).toMatchObject({
    rule_id: 'drug-sex',
    rule_name: '药品限性别使用',
    vola_cont: '演示药品一 限男性使用',
    sev_deg: '1',
    vola_amt: 60,
    vola_amt_stas: '1',
    judge_result_detail_dtos: [{ rx_id: 'L1', vola_item_type: '1', vola_amt: 60 }],
  });
  expect(prompt).toMatchObject({ rule_id: 'drug-evidence', vola_cont: '限演示情形，请确认已有依据。', sev_deg: '3' });

  const feedback = parseFeedbackRequest({
    infno: '3103',
    fixmedins_code: 'H99990000001',
    input: {
      data: {
        warn_type: '1',
        warns: [
          { warn_rslt_id: alert!.jr_id, dspo_way: '2', dspo_way_rea: '' },
          { warn_rslt_id: prompt!.jr_id, dspo_way: '1', dspo_way_rea: '已有依据' },
        ],
      },
    },
  });
  const evaluation = evaluate(ruleset, parsed.encounter);
  expect(feedback.dispositions).toMatchObject([
    { alert: evaluation.alerts[0]!.id, subject: 'alert', kind: 'return-and-change' },
    { subject: 'prompt', kind: 'continue-with-reason', reason: '已有依据' },
  ]);
  expect(formatFeedbackResponse(feedback, { respondedAt: 0 }).infcode).toBe(0);
});

test('a missing sex is answered with nothing, not with a violation', () => {
  const message = messageOfLines({});
  const parsed = parsePrecheckRequest(JSON.stringify(message).replace('"gend":"2"', '"gend":"9"'));
  const response = formatPrecheckResponse(parsed, evaluate(ruleset, parsed.encounter), { prompts: 'omit' });
  expect(response.output?.result).toEqual([]);
});

test('a line that the person pays alone is answered with nothing', () => {
  const parsed = parsePrecheckRequest(messageOfLines({ ownpay_amt: 60 }));
  expect(formatPrecheckResponse(parsed, evaluate(ruleset, parsed.encounter)).output?.result).toEqual([]);
});
