import type { Evaluation } from '@forecheck/core';
import { expect, test } from 'vitest';
import type { CdsCard } from './card.ts';
import { parseCardUuid, parseSuggestionUuid } from './card-uuid.ts';
import type { FhirObject } from './fhir-node.ts';
import { readCdsFeedback } from './read-feedback.ts';
import { cardsOf, sampleCall, sampleOrder, samplePrefetch, sourceOf } from './sample-call.ts';
import { writeCdsResponse, writeSummary } from './write-response.ts';

const DAYS_RULE = {
  logic: { kind: 'limit', mode: 'days', parameters: { max: 3 } },
  message: { 'zh-CN': '{item} 限 3 天', en: '{item} for 3 days' },
} as const;
const EVIDENCE_RULE = {
  logic: { kind: 'indication', mode: 'evidence' },
  verdict: 'suspected',
  severity: 'info',
} as const;

function only(cards: readonly CdsCard[]): CdsCard {
  expect(cards).toHaveLength(1);
  return cards[0]!;
}

test('an alert becomes a card', () => {
  const { cards, evaluation } = cardsOf(sampleCall(), sourceOf({ nationalCode: 'GZ001' }));
  const card = only(cards);
  expect(card).toMatchObject({
    summary: '演示药品一 限男性使用',
    indicator: 'critical',
    source: {
      label: '演示目录',
      topic: { system: 'urn:forecheck:code:national-rule', code: 'GZ001', display: '药品限性别使用' },
    },
    selectionBehavior: 'at-most-one',
    extension: {
      'forecheck.decision': 'require-reason',
      'forecheck.rule': 'R1',
      'forecheck.offending': ['MedicationRequest/o1'],
      'forecheck.involved': [],
    },
  });
  expect(card.detail).toBe(
    [
      '演示药品一 限男性使用',
      '**涉及违规的医嘱**\n\n- 演示药品一片',
      '**触发事实**\n\n- 性别：女（限：男）',
      '**依据**\n\n- 演示目录 第三条；自 2026-01-01 起施行',
      '**处理要求**\n\n- 继续执行须说明理由',
      '规则版本 demo',
    ].join('\n\n'),
  );
  expect(parseCardUuid(card.uuid)).toMatchObject({ subject: 'alert', id: evaluation.alerts[0]!.id });
});

test('nothing found is an empty list of cards, and nothing is done without a person', () => {
  const call = sampleCall([sampleOrder()], { prefetch: samplePrefetch({ patient: man() }) });
  const { evaluation, request } = cardsOf(call, sourceOf({}));
  expect(writeCdsResponse({ evaluation }, request)).toEqual({ kind: 'answered', response: { cards: [] } });
});

test('a card in English', () => {
  const card = only(cardsOf(sampleCall(), sourceOf({}), { language: 'en' }).cards);
  expect(card.summary).toBe('演示药品一 is for men');
  expect(card.detail).toContain('- insuredPerson.sex: female (bound: male)');
  expect(card.suggestions?.map(({ label }) => label)).toEqual([
    'Let the person pay for 演示药品一片, with consent',
    'Remove 演示药品一片',
  ]);
});

test('the loudest indicator says what CDS Hooks has no word for: a policy that stops', () => {
  const policy = [{ decision: 'block' as const }];
  const rule = { severity: 'info' as const };
  expect(only(cardsOf(sampleCall(), sourceOf(rule)).cards).indicator).toBe('warning');
  expect(only(cardsOf(sampleCall(), { ...sourceOf(rule), policy }).cards)).toMatchObject({
    indicator: 'critical',
    extension: { 'forecheck.decision': 'block' },
  });
});

test('a question that only a person can answer is the mildest card, whose suggestion changes nothing', () => {
  const source = sourceOf(EVIDENCE_RULE);
  const knowledge = source.knowledge!.map((point) => ({ ...point, text: '限演示情形' }));
  const card = only(cardsOf(sampleCall(), { ...source, knowledge }).cards);
  expect(card.indicator).toBe('info');
  expect(card.suggestions).toHaveLength(1);
  expect(card.suggestions![0]).not.toHaveProperty('actions');
  expect(parseCardUuid(card.uuid)?.subject).toBe('prompt');
  expect(parseSuggestionUuid(card.suggestions![0]!.uuid)).toMatchObject({ disposition: 'supply-evidence' });
  expect(cardsOf(sampleCall(), { ...source, knowledge }, { prompts: 'omit' }).cards).toEqual([]);
});

test('what may be done decides which reasons are offered', () => {
  const codesOf = (dispositions: readonly ('return-and-change' | 'continue-with-reason' | 'supply-evidence')[]) =>
    only(cardsOf(sampleCall(), sourceOf({ dispositions })).cards).overrideReasons?.map(({ code }) => code);
  expect(codesOf(['return-and-change'])).toBeUndefined();
  expect(codesOf(['return-and-change', 'supply-evidence'])).toEqual(['evidence-on-file']);
  expect(codesOf(['return-and-change', 'continue-with-reason'])).toEqual([
    'clinical-need',
    'emergency',
    'no-alternative',
    'specialist-advice',
    'record-incomplete',
    'other',
  ]);
});

test('reasons of the institution stand beside ours', () => {
  const settings = { overrideReasons: { 'trial-drug': '临床试验用药' } };
  const reasons = only(cardsOf(sampleCall(), sourceOf({}), settings).cards).overrideReasons!;
  expect(reasons).toContainEqual({
    system: 'urn:forecheck:code:override-reason',
    code: 'trial-drug',
    display: '临床试验用药',
  });
});

test('a source has an address where the settings give one', () => {
  const settings = { sourceUrls: { 演示目录: 'https://rules.example/1' } };
  expect(only(cardsOf(sampleCall(), sourceOf({}), settings).cards).source.url).toBe('https://rules.example/1');
  const unsafe = { sourceUrls: { 演示目录: 'javascript:alert(1)' } };
  expect(only(cardsOf(sampleCall(), sourceOf({}), unsafe).cards).source).not.toHaveProperty('url');
});

test('stale rules say so in every card', () => {
  const { evaluation, request } = cardsOf(sampleCall(), sourceOf({}));
  const answer = writeCdsResponse({ evaluation, isStale: true, pack: '2026.7' }, request);
  expect(answer.kind === 'answered' && answer.response.cards[0]!.detail).toMatch(
    /规则版本已过期.*\n\n规则版本 2026\.7$/,
  );
});

test('an encounter that the engine refused is no empty list of cards', () => {
  const { evaluation, request } = cardsOf(sampleCall(), sourceOf({}));
  const refused: Evaluation = {
    ...evaluation,
    status: 'refused',
    alerts: [],
    diagnostics: [{ code: 'items-excessive', path: 'items' }],
  };
  expect(writeCdsResponse({ evaluation: refused }, request)).toEqual({
    kind: 'refused',
    refusal: { code: 'encounter-refused', status: 422, path: 'items' },
  });
  expect(writeCdsResponse({ evaluation: { ...evaluation, encounterId: 'other' } }, request)).toMatchObject({
    refusal: { code: 'evaluation-mismatched', status: 500 },
  });
});

test('from a card to its feedback without a table', () => {
  const { cards, evaluation, request } = cardsOf(sampleCall(), sourceOf(DAYS_RULE));
  const card = only(cards);
  const entry = { card: card.uuid, outcomeTimestamp: '2026-07-01T01:31:00Z' };
  const message = {
    feedback: [
      { ...entry, outcome: 'accepted', acceptedSuggestions: [{ id: card.suggestions![0]!.uuid }] },
      { ...entry, outcome: 'overridden', overrideReason: { reason: card.overrideReasons![0] } },
    ],
  };
  const feedback = readCdsFeedback('forecheck', message);
  expect(feedback).toMatchObject({
    kind: 'read',
    dispositions: [
      { alert: evaluation.alerts[0]!.id, kind: 'return-and-change' },
      { alert: evaluation.alerts[0]!.id, kind: 'continue-with-reason', reason: '病情需要' },
    ],
  });
  expect(request.encounter.id).toBe('e1');
  // Another time is another act, and the later one holds; the same message again is the same act.
  const idsOf = (outcomeTimestamp: string) => {
    const again = { feedback: message.feedback.map((one) => ({ ...one, outcomeTimestamp })) };
    const read = readCdsFeedback('forecheck', again);
    return read.kind === 'read' ? read.dispositions.map(({ id }) => id) : [];
  };
  expect(idsOf('2026-07-01T01:31:00Z')).toEqual(idsOf('2026-07-01T01:31:00Z'));
  expect(idsOf('2026-07-01T01:32:00Z')).not.toEqual(idsOf('2026-07-01T01:31:00Z'));
});

test('a summary is one line of less than 140 characters, and never nothing', () => {
  expect(writeSummary('一\n二\t三')).toBe('一 二 三');
  expect(writeSummary('', '药品限性别使用')).toBe('药品限性别使用');
  expect(writeSummary('\u0000', ' ')).toBe('…');
  expect(writeSummary('长'.repeat(200))).toHaveLength(139);
  expect(writeSummary('长'.repeat(139))).toBe('长'.repeat(139));
});

function man(): FhirObject {
  return { resourceType: 'Patient', id: 'p1', gender: 'male' };
}
