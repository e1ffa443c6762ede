import type { Alert, Evaluation, Fix, Undetermined } from '@forecheck/core';
import type { Checked, ShownItem } from './model/checked.ts';

/** An alert for tests, of a made-up rule about a made-up item. */
export function anAlert(overrides: Partial<Alert> = {}): Alert {
  const { rule = 'sample-sex', offending = ['1'] } = overrides;
  return {
    id: `${rule}-${offending.join('-')}`,
    rule,
    knowledgePoint: `${rule}-k1`,
    verdict: 'violation',
    severity: 'warning',
    offending,
    involved: [],
    evidence: [{ fact: 'insuredPerson.sex', value: 'male', bound: 'female' }],
    basis: [{ instrument: '示例目录（2026年版）', article: '凡例第十一条', inForceFrom: '2026-01-01' }],
    name: { 'zh-CN': '药品区分性别使用', en: 'Drug for one sex' },
    message: {
      'zh-CN': '“示例黄体酮胶囊”限女性使用，参保人为男性。',
      en: '“Sample progesterone” is for a female person; the insured person is male.',
    },
    decision: 'require-reason',
    dispositions: ['return-and-change', 'continue-with-reason'],
    fixes: [{ kind: 'remove-item', item: offending[0] ?? '1' }],
    ...overrides,
  };
}

/** What cannot be decided because somebody has to say that evidence is on file. */
export function aQuestion(overrides: Partial<Undetermined> = {}): Undetermined {
  return {
    rule: 'sample-second-line',
    knowledgePoint: 'sample-second-line-k1',
    items: ['1'],
    missing: ['evidence'],
    basis: [],
    name: { 'zh-CN': '药品限二线使用', en: 'Second-line drug' },
    prompt: '需有一线药物治疗无效或不能耐受的证据',
    ...overrides,
  };
}

/** An evaluation of some alerts. */
export function anEvaluation(alerts: readonly Alert[], overrides: Partial<Evaluation> = {}): Evaluation {
  const order: readonly Evaluation['decision'][] = ['pass', 'remind', 'require-reason', 'require-fix', 'block'];
  const strictest = Math.max(0, ...alerts.map(({ decision }) => order.indexOf(decision)));
  return {
    encounterId: 'E1',
    status: 'complete',
    alerts,
    preexisting: [],
    undetermined: [],
    exempted: [],
    partial: [],
    unmapped: [],
    decision: order[strictest] ?? 'pass',
    reachedUnder: { manifest: 'f'.repeat(64), segments: ['f'.repeat(64)] },
    diagnostics: [],
    work: { items: alerts.length, lookups: 0, candidates: alerts.length, hits: alerts.length },
    ...overrides,
  };
}

/** The same as a guard gives it. */
export function aChecked(alerts: readonly Alert[], overrides: Partial<Checked> = {}): Checked {
  const evaluation = overrides.evaluation ?? anEvaluation(alerts);
  return {
    decision: evaluation.decision,
    isStale: false,
    pack: 'a1b2c3d4e5f6'.padEnd(64, '0'),
    decidedBy: 'plugin',
    ...overrides,
    evaluation,
  };
}

/** Items of an order, by number. */
export function someItems(count: number): readonly ShownItem[] {
  return Array.from({ length: count }, (_, index) => {
    const [label, detail] = DRUGS[index % DRUGS.length] ?? ['', ''];
    return { id: String(index + 1), label, detail, amountFen: 1260 + 970 * index };
  });
}

/** `count` alerts over `items` items, alternating in severity, all to be answered with a reason. */
export function manyAlerts(count: number, items: number): readonly Alert[] {
  return Array.from({ length: count }, (_, index) => {
    const item = String((index % items) + 1);
    const amountFen = 100 * ((index * 7) % 13);
    return anAlert({
      id: `many-${index}`,
      rule: `sample-${Math.floor(index / items)}`,
      severity: index % 3 === 0 ? 'critical' : 'warning',
      offending: [item],
      excess: { amountFen },
      fixes: [{ kind: 'remove-item', item }],
    });
  });
}

/** What a ward might see: a stop, a question of reason with self-payment, a limit, a reminder, a note. */
export function aWardRound(): readonly Alert[] {
  const selfPay: Fix = { kind: 'self-pay-with-consent', items: ['2'] };
  return [
    anAlert({ severity: 'critical', decision: 'require-fix', excess: { amountFen: 4860 } }),
    anAlert({
      rule: 'sample-level',
      offending: ['2'],
      name: { 'zh-CN': '药品限医疗机构级别', en: 'Drug paid at certain institution levels only' },
      message: {
        'zh-CN': '“示例丹参注射液”限二级及以上医疗机构支付，本机构为一级。',
        en: '“Sample salvia injection” is paid in secondary and tertiary institutions; this one is primary.',
      },
      evidence: [{ fact: 'institution.level', value: 'primary', bound: 'secondary' }],
      excess: { amountFen: 2800 },
      dispositions: ['return-and-change', 'self-pay-with-consent', 'continue-with-reason'],
      fixes: [selfPay, { kind: 'remove-item', item: '2' }],
    }),
    anAlert({
      rule: 'sample-days',
      offending: ['3'],
      name: { 'zh-CN': '药品限最大开药天数', en: 'More days’ supply than a prescription may hold' },
      message: {
        'zh-CN': '“示例氨酚黄那敏颗粒”开药10天，一般不超过7天。',
        en: '“Sample cold granules” are prescribed for 10 days; ordinarily at most 7 are allowed.',
      },
      evidence: [{ fact: 'items.days', value: '10', bound: '7' }],
      excess: { days: 3 },
      dispositions: ['return-and-change', 'continue-with-reason', 'supply-evidence'],
      fixes: [
        { kind: 'shorten-days', item: '3', to: '7' },
        { kind: 'remove-item', item: '3' },
      ],
    }),
    anAlert({
      rule: 'sample-indication',
      offending: ['4'],
      decision: 'remind',
      name: { 'zh-CN': '药品限适应症', en: 'Drug for an indication' },
      message: {
        'zh-CN': '“示例烟酰胺片”限烟酸缺乏症患者，本次诊断中未见相符的疾病。',
        en: '“Sample nicotinamide” is for niacin deficiency; no such diagnosis was found.',
      },
      evidence: [{ fact: 'diagnoses.code', value: 'J06.900', bound: 'E52' }],
      fixes: [{ kind: 'remove-item', item: '4' }],
    }),
    anAlert({
      rule: 'sample-note',
      offending: ['5'],
      severity: 'info',
      decision: 'remind',
      name: { 'zh-CN': '说明书用法提示', en: 'Note on use' },
      message: { 'zh-CN': '“示例阿胶”宜烊化兑服。', en: '“Sample gelatin” is best dissolved.' },
      fixes: [],
    }),
  ];
}

const DRUGS: readonly (readonly [string, string])[] = [
  ['示例黄体酮胶囊 50mg×20粒', '口服 100mg 每日一次 · 2 盒'],
  ['示例丹参注射液 10ml', '静脉滴注 20ml 每日一次 · 4 支'],
  ['示例氨酚黄那敏颗粒 6g×12袋', '口服 1 袋 每日三次 · 10 天'],
  ['示例烟酰胺片 50mg×100片', '口服 50mg 每日三次 · 1 瓶'],
  ['示例阿胶 250g', '烊化 3g 每日一次 · 1 盒'],
  ['示例一般专项护理', '每日一次 · 1 日'],
];
