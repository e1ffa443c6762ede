import { describe, expect, it } from 'vitest';
import { isNhsaError } from '../../error.ts';
import { importDuplicatePairs } from './import-duplicate-pairs.ts';
import { importKnowledgePoints } from './import-knowledge-points.ts';

const HEADER =
  'kp_id,batch,published_at,rule_class,item_name,constraint,detect_logic,params,n_codes,first_code,supersedes,is_current,source_file,source_row';
const DRUG_A = 'XA01AAA001A001010100001';
const DRUG_B = 'XA01AAA001A001010100002';
const DRUG_C = 'XA01AAA001A001010100003';
const SERVICE_A = '009900000010000';
const SERVICE_B = '009900000020000';

interface Row {
  readonly id: string;
  readonly ruleClass: string;
  readonly text?: string;
  readonly params?: Record<string, string>;
  readonly codes?: readonly string[];
  readonly batch?: string;
  readonly publishedAt?: string;
  readonly supersedes?: string;
  readonly isCurrent?: string;
  readonly name?: string;
  readonly row?: string;
}

function importRows(rows: readonly Row[], pairs?: string) {
  const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const lines = rows.map((row) =>
    [
      row.id,
      row.batch ?? 'batch_01',
      row.publishedAt ?? '',
      row.ruleClass,
      row.name ?? '试验品',
      row.text ?? '',
      '',
      JSON.stringify(row.params ?? {}),
      String((row.codes ?? [DRUG_A]).length),
      (row.codes ?? [DRUG_A])[0] ?? '',
      row.supersedes ?? '',
      row.isCurrent ?? '1',
      '附件.xlsx',
      row.row ?? '1',
    ]
      .map(cell)
      .join(','),
  );
  const codes = rows.flatMap((row) => (row.codes ?? [DRUG_A]).map((code) => `${row.id},${code}`));
  return importKnowledgePoints(
    {
      points: { file: 'knowledge_points.csv', text: `${[HEADER, ...lines].join('\n')}\n` },
      codes: { file: 'codes.csv', text: `${['kp_id,med_code', ...codes].join('\n')}\n` },
      ...(pairs !== undefined && { pairs: importDuplicatePairs({ file: 'pairs.csv', text: pairs }) }),
    },
    { diagnosisCodesByName: new Map() },
  );
}

function refusal(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (isNhsaError(error)) return { code: error.code, path: error.path };
    throw error;
  }
  return undefined;
}

describe('what becomes of a point', () => {
  it.each<[string, Partial<Row>, string, unknown]>([
    ['药品限工伤保险', {}, 'nhsa-2025-01', undefined],
    ['药品限生育保险', {}, 'nhsa-2025-02', undefined],
    ['中药饮片单复方均不予支付', { codes: ['T000000001'] }, 'nhsa-2025-03', undefined],
    ['中药饮片单方使用不予支付', { codes: ['T000000001'] }, 'nhsa-2025-04', undefined],
    ['药品限二线使用', { text: '限二线用药。' }, 'nhsa-2025-05', undefined],
    ['药品限儿童使用', { text: '限3-12岁某病患者。' }, 'nhsa-2025-07', { yearsMin: 3, yearsBelow: 13 }],
    [
      '药品限适应症',
      { text: '限前列腺增生。' },
      'nhsa-2025-08',
      { groups: [{ allOf: [{ kind: 'diagnosis', codes: ['N40'] }] }] },
    ],
    ['药品限适应症', { text: '限重症感染患者。' }, 'nhsa-2025-08-evidence', undefined],
    ['药品限支付疗程', { text: '支付不超过14天。', params: { max_days: '14' } }, 'nhsa-2025-10', { max: 14 }],
    [
      '药品限医疗机构级别',
      { text: '限二级及以上医疗机构。', params: { min_level: '二级' } },
      'nhsa-2025-12',
      { levelMin: 'secondary' },
    ],
    [
      '药品限医疗机构级别',
      { text: '首次处方时需由二级及以上医疗机构医师开具。', params: { min_level: '二级' } },
      'nhsa-2025-12-evidence',
      undefined,
    ],
    [
      '药品限就医方式',
      { text: '限急诊或住院患者。', params: { visit_type: '住院' } },
      'nhsa-2025-13',
      { allow: ['emergency', 'observation', 'inpatient', 'day-surgery'] },
    ],
    [
      '手术项目未按规定折价收费',
      { params: { incision_group: '某手术组' }, codes: [SERVICE_A] },
      'nhsa-2025-15',
      { group: '某手术组' },
    ],
    [
      '医疗服务项目限支付疗程',
      { text: '一个疾病过程支付不超过90天。', params: { max_days: '90' }, codes: [SERVICE_A] },
      'nhsa-2025-23',
      { max: 90 },
    ],
    [
      '医疗服务项目限定频次',
      { text: '天', params: { max_qty: '1', per_unit: '天' }, codes: [SERVICE_A] },
      'nhsa-2025-27',
      { max: 1 },
    ],
    [
      '医疗服务项目限定频次',
      { text: '小时', params: { max_qty: '24', per_unit: '小时' }, codes: [SERVICE_A] },
      'nhsa-2025-27',
      { max: 24, unit: '小时' },
    ],
    ['医疗服务项目限年龄', { text: '限法定就业年龄段患者', codes: [SERVICE_A] }, 'nhsa-2025-29', undefined],
    [
      '医疗服务项目周期超频次',
      { params: { max_qty: '1', period_days: '14' }, codes: [SERVICE_A] },
      'nhsa-2025-31',
      { max: 1, window: { kind: 'rolling', days: 14 } },
    ],
    ['超互联网医院药品支付范围', {}, 'nhsa-2025-47', undefined],
    ['药品儿童专用', { text: '用于小儿某病。', params: { age_group: '儿童' } }, 'nhsa-2025-65', undefined],
    ['药品区分性别使用', { params: { sex: '女' } }, 'nhsa-2025-67', { sex: 'female' }],
    ['药品区分性别使用', { text: '用于前列腺癌成人患者' }, 'nhsa-2025-67', { sex: 'male' }],
    [
      '医疗服务项目儿童专用',
      { text: '新生儿专用项目', params: { age_group: '儿童' }, codes: [SERVICE_A] },
      'nhsa-2025-80',
      { daysMax: 28 },
    ],
    ['医疗服务项目区分性别使用', { params: { sex: '男' }, codes: [SERVICE_A] }, 'nhsa-2025-81', { sex: 'male' }],
  ])('%s %j', (ruleClass, row, rule, parameters) => {
    const { knowledge, rules, setAside } = importRows([{ id: 'P1', ruleClass, ...row }]);
    expect(setAside).toEqual([]);
    expect(rules.map(({ id }) => id)).toContain(rule);
    expect(knowledge.filter(({ id }) => id === 'P1')).toMatchObject([{ rule, items: row.codes ?? [DRUG_A] }]);
    expect(knowledge.find(({ id }) => id === 'P1')?.parameters).toEqual(parameters);
  });

  it.each<[string, Partial<Row> & { ruleClass: string }]>([
    ['rule-class-unknown', { ruleClass: '某个新规则' }],
    ['codes-absent', { ruleClass: '药品区分性别使用', params: { sex: '女' }, codes: [] }],
    ['annex-note', { ruleClass: '药品区分性别使用', name: '说明：某些人群不适用。', codes: [] }],
    ['code-malformed', { ruleClass: '药品区分性别使用', params: { sex: '女' }, codes: ['9900000010000'] }],
    ['value-unknown', { ruleClass: '药品区分性别使用', text: '用于某病' }],
    ['value-unknown', { ruleClass: '药品限医疗机构级别', text: '限某些医院' }],
    ['value-unknown', { ruleClass: '医疗服务项目限定频次', params: { max_qty: '1', per_unit: '周' } }],
    ['pair-absent', { ruleClass: '医疗服务项目重复收费', codes: [SERVICE_A, SERVICE_B] }],
    ['replacement-absent', { ruleClass: '药品区分性别使用', params: { sex: '女' }, isCurrent: '0' }],
  ])('is set aside: %s %j', (reason, row) => {
    const { knowledge, setAside, tables } = importRows([{ id: 'P1', ...row }]);
    expect(knowledge).toEqual([]);
    expect(setAside).toEqual([{ at: 'knowledge_points.csv:2', table: 'knowledge-points', id: 'P1', reason }]);
    expect(tables[0]?.outcomes).toEqual({ decidable: 0, prompts: 0, 'set aside': 1 });
  });

  it('keeps the good codes of a point and says how many it left out', () => {
    const { knowledge, doubts } = importRows([
      { id: 'P1', ruleClass: '药品区分性别使用', params: { sex: '女' }, codes: [DRUG_A, 'short'] },
    ]);
    expect(knowledge[0]?.items).toEqual([DRUG_A]);
    expect(doubts).toEqual([{ at: 'knowledge_points.csv:2', id: 'P1', about: '1 codes of unknown shape left out' }]);
  });

  it('makes a remark of the annex part of the basis of its rule', () => {
    const { rules } = importRows([
      { id: 'P1', ruleClass: '药品区分性别使用', params: { sex: '女' } },
      { id: 'P2', ruleClass: '药品区分性别使用', name: '说明：某些人群不适用。', codes: [] },
    ]);
    expect(rules[0]?.basis.at(-1)).toMatchObject({ article: '附件说明', text: '说明：某些人群不适用。' });
  });
});

describe('numbers that disagree', () => {
  it('uses the longer of text and column, and says so', () => {
    const { knowledge, doubts } = importRows([
      { id: 'P1', ruleClass: '药品限支付疗程', text: '单次最多支付14天。', params: { max_days: '15' } },
    ]);
    expect(knowledge[0]?.parameters).toEqual({ max: 15, window: { kind: 'visit' } });
    expect(doubts).toMatchObject([{ id: 'P1', about: 'text 14, column 15, used 15' }]);
  });

  it('uses the lowest level that the words admit, and asks the rest', () => {
    const { knowledge, doubts } = importRows([
      {
        id: 'P1',
        ruleClass: '药品限医疗机构级别',
        text: '需三级医院某科或二级及以上专科医院医师处方。',
        params: { min_level: '三级' },
      },
    ]);
    expect(knowledge.map(({ id, rule, parameters }) => ({ id, rule, parameters }))).toEqual([
      { id: 'P1', rule: 'nhsa-2025-12', parameters: { levelMin: 'secondary' } },
      { id: 'P1-rest', rule: 'nhsa-2025-08-evidence', parameters: undefined },
    ]);
    expect(doubts).toHaveLength(1);
  });
});

describe('remainders', () => {
  const level = {
    ruleClass: '药品限医疗机构级别',
    text: '限二级及以上医疗机构某病患者。',
    params: { min_level: '二级' },
  };

  it('are asked once for each code', () => {
    const { knowledge } = importRows([
      { id: 'P1', ...level },
      { id: 'P2', ...level, codes: [DRUG_A, DRUG_B] },
    ]);
    expect(knowledge.filter(({ id }) => id.endsWith('-rest')).map(({ id, items }) => [id, items])).toEqual([
      ['P1-rest', [DRUG_A]],
      ['P2-rest', [DRUG_B]],
    ]);
  });

  it('are not asked when the indication class asks about the drug', () => {
    const { knowledge, classes } = importRows([
      { id: 'P1', ...level },
      { id: 'P2', ruleClass: '药品限适应症', text: '限某病的重症患者。' },
    ]);
    expect(knowledge.map(({ id }) => id)).toEqual(['P1', 'P2']);
    expect(classes.find(({ name }) => name === '药品限医疗机构级别')?.remainders).toEqual({ asked: 0, covered: 1 });
  });

  it('are asked again when the point that asked them has ended', () => {
    const { knowledge } = importRows([
      { id: 'P1', ...level, isCurrent: '0' },
      { id: 'P2', ...level, batch: 'updates_2026-01', publishedAt: '2026-01-28', supersedes: 'P1' },
    ]);
    expect(knowledge.map(({ id, from, to }) => [id, from, to])).toEqual([
      ['P1', undefined, '2026-01-28'],
      ['P2', '2026-01-28', undefined],
      ['P1-rest', undefined, '2026-01-28'],
      ['P2-rest', '2026-01-28', undefined],
    ]);
  });

  it('are asked for the days before a revision too, wherever it stands in the table', () => {
    const { knowledge } = importRows([
      { id: 'P2', ...level, batch: 'updates_2026-01', publishedAt: '2026-01-28', supersedes: 'P1' },
      { id: 'P1', ...level, isCurrent: '0' },
    ]);
    expect(knowledge.map(({ id }) => id)).toEqual(['P2', 'P1', 'P2-rest', 'P1-rest']);
  });

  it('of a visit restriction are asked in visits that it admits', () => {
    const { knowledge } = importRows([
      { id: 'P1', ruleClass: '药品限就医方式', text: '某病的住院患者方予支付。', params: { visit_type: '住院' } },
    ]);
    expect(knowledge.find(({ id }) => id === 'P1-rest')?.parameters).toEqual({
      visitTypes: ['inpatient', 'day-surgery'],
    });
  });
});

describe('days in force', () => {
  const sex = { ruleClass: '药品区分性别使用', params: { sex: '女' } };
  const revision = { batch: 'updates_2026-01', publishedAt: '2026-01-28' };

  it('ends what a revision replaces, and begins all that the revision brings', () => {
    const { knowledge } = importRows([
      { id: 'OLD', ...sex, isCurrent: '0' },
      { id: 'KEPT', ...sex, codes: [DRUG_C] },
      { id: 'NEW', ...sex, ...revision, supersedes: 'OLD' },
      { id: 'ADDED', ...sex, ...revision, codes: [DRUG_B] },
    ]);
    expect(knowledge.map(({ id, from, to, supersedes }) => ({ id, from, to, supersedes }))).toEqual([
      { id: 'OLD', from: undefined, to: '2026-01-28', supersedes: undefined },
      { id: 'KEPT', from: undefined, to: undefined, supersedes: undefined },
      { id: 'NEW', from: '2026-01-28', to: undefined, supersedes: ['OLD'] },
      { id: 'ADDED', from: '2026-01-28', to: undefined, supersedes: undefined },
    ]);
  });

  it('ends a point that a revision publishes again without naming it, and says so', () => {
    const { knowledge, doubts } = importRows([
      { id: 'OLD', ...sex, isCurrent: '0' },
      { id: 'TWIN', ...sex, codes: [DRUG_B] },
      { id: 'PARTLY', ...sex, codes: [DRUG_B, DRUG_C] },
      { id: 'NEW', ...sex, ...revision, supersedes: 'OLD', codes: [DRUG_A, DRUG_B] },
    ]);
    expect(knowledge.map(({ id, to }) => [id, to])).toEqual([
      ['OLD', '2026-01-28'],
      ['TWIN', '2026-01-28'],
      ['PARTLY', undefined],
      ['NEW', undefined],
    ]);
    expect(doubts).toMatchObject([{ id: 'TWIN', about: 'published again as NEW, ended on 2026-01-28' }]);
  });

  it('leaves the first publication open, with its day in the basis', () => {
    const { knowledge } = importRows([{ id: 'P1', ...sex, batch: 'batch_05' }]);
    expect(knowledge[0]).not.toHaveProperty('from');
    expect(knowledge[0]?.basis).toEqual({
      instrument: '医疗保障基金智能监管知识点（第5批）',
      locator: '附件.xlsx 第1行',
      inForceFrom: '2025-08-14',
    });
  });
});

describe('pairs', () => {
  const PAIRS = `seq,window,a_name,a_code,b_name,b_code,basis\n1,6小时,甲,${SERVICE_A},乙,${SERVICE_B},含乙\n`;
  const pairPoint = { id: 'P1', ruleClass: '医疗服务项目重复收费', codes: [SERVICE_A, SERVICE_B] };

  it('give a point its sides and its window', () => {
    const { knowledge, tables } = importRows([pairPoint], PAIRS);
    expect(knowledge).toMatchObject([
      { id: 'P1', items: [SERVICE_A], others: [SERVICE_B], parameters: { window: { kind: 'hours', hours: 6 } } },
    ]);
    expect(tables.map(({ table, outcomes }) => [table, outcomes])).toContainEqual([
      'duplicate-pairs',
      { joined: 1, 'points of their own': 0 },
    ]);
  });

  it('without a point become points', () => {
    const { knowledge, tables } = importRows([], PAIRS);
    expect(knowledge.map(({ id }) => id)).toEqual([`pair-${SERVICE_A}-${SERVICE_B}`]);
    expect(tables.at(-1)?.outcomes).toEqual({ joined: 0, 'points of their own': 1 });
  });

  it('are not joined with a point about other items, or the other way round', () => {
    const { knowledge, setAside } = importRows([{ ...pairPoint, codes: [SERVICE_B, SERVICE_A] }], PAIRS);
    expect(knowledge.map(({ id }) => id)).toEqual([`pair-${SERVICE_A}-${SERVICE_B}`]);
    expect(setAside).toMatchObject([{ id: 'P1', reason: 'pair-absent' }]);
  });

  it('with an unknown window are set aside', () => {
    expect(importRows([pairPoint], PAIRS.replace('6小时', '每周')).setAside).toMatchObject([
      { reason: 'window-unknown' },
    ]);
  });
});

describe('a table that cannot be read', () => {
  const sex = { ruleClass: '药品区分性别使用', params: { sex: '女' } };

  it.each<[string, readonly Row[]]>([
    [
      'knowledge_points.csv:3:kp_id',
      [
        { id: 'P1', ...sex },
        { id: 'P1', ...sex },
      ],
    ],
    ['knowledge_points.csv:2:is_current', [{ id: 'P1', ...sex, isCurrent: 'yes' }]],
    ['knowledge_points.csv:2:published_at', [{ id: 'P1', ...sex, publishedAt: '2026-02-30' }]],
  ])('is refused with its place: %s', (path, rows) => {
    expect(refusal(() => importRows(rows))).toEqual({ code: 'cell-malformed', path });
  });

  it('is refused when parameters are not an object of texts', () => {
    const text = `${HEADER}\nP1,batch_01,,药品区分性别使用,x,,,[1],0,,,1,a.xlsx,1\n`;
    const act = () => importKnowledgePoints({ points: { file: 'k.csv', text } }, { diagnosisCodesByName: new Map() });
    expect(refusal(act)).toEqual({ code: 'cell-malformed', path: 'k.csv:2:params' });
  });

  it('lists codes that belong to no point', () => {
    const points = { file: 'k.csv', text: `${HEADER}\n` };
    const codes = { file: 'c.csv', text: `kp_id,med_code\nP9,${DRUG_A}\n` };
    const { setAside, tables } = importKnowledgePoints({ points, codes }, { diagnosisCodesByName: new Map() });
    expect(setAside).toEqual([{ at: 'c.csv:2', table: 'knowledge-point-codes', id: 'P9', reason: 'point-unknown' }]);
    expect(tables[1]).toMatchObject({ rows: 1, outcomes: { joined: 0, 'set aside': 1 } });
  });
});
