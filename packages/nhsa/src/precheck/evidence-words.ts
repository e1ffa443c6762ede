import type { Evidence } from '@forecheck/core';

/** One fact against its bound in Chinese, as `性别：女（限：男）`; a fact without a Chinese name is not told. */
export function evidenceWords(evidence: Evidence): string | undefined {
  const { fact, value, bound } = evidence;
  if (fact === 'items.occurredAt') {
    const window = bound === undefined ? '' : `（范围：${windowWords(bound)}）`;
    return `发生日期：${value === '' ? '未注明' : value}${window}`;
  }
  if (fact === 'items.code') return `项目编码：${listed(value)}`;
  const name = nameOf(fact);
  if (name === undefined) return undefined;
  const limit = bound === undefined || bound.trim() === '' ? '' : `（限：${wordsOf(fact, bound)}）`;
  return `${name}：${value === '' ? '无' : wordsOf(fact, value)}${limit}`;
}

/** A window's name and, where it has one, its length: `hours:6`. */
function windowWords(bound: string): string {
  const [kind = '', length = ''] = bound.split(':');
  const words = WINDOWS[kind] ?? '同一时段';
  return length === '' ? words : words.replace('N', length);
}

function nameOf(fact: string): string | undefined {
  const name = NAMES.get(fact);
  if (name !== undefined) return name;
  const clinical = CLINICAL.find(([prefix]) => fact.startsWith(prefix));
  if (clinical === undefined) return undefined;
  const [prefix, title, isCodeShown] = clinical;
  return isCodeShown ? `${title} ${fact.slice(prefix.length)}` : title;
}

function wordsOf(fact: string, text: string): string {
  if (fact.endsWith('Fen')) return yuanOf(text);
  if (fact === 'clinicalFacts.onsetAt') return text.replace(/ h$/, '小时');
  if (fact.startsWith(DOCUMENTS)) {
    const type = fact.slice(DOCUMENTS.length);
    return text === 'on file' ? '已有' : text === 'none' ? '未见' : text === type ? '须有' : text;
  }
  const terms = TERMS.get(fact);
  if (terms === undefined) return LISTS.has(fact) ? listed(text) : text;
  return text
    .split(' ')
    .map((word) => terms[word] ?? OTHER)
    .join('、');
}

function listed(text: string): string {
  return text.split(' ').join('、');
}

/** Moves the point by two places; prices keep fractions of a fen. */
function yuanOf(fen: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(fen);
  if (match === null) return fen;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole.padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`.replace(/\.?0+$/, '');
}

const OTHER = '其他';
const DOCUMENTS = 'clinicalFacts.documents.';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['insuredPerson.sex', '性别'],
  ['insuredPerson.ageYears', '年龄（岁）'],
  ['insuredPerson.ageDays', '日龄'],
  ['insuredPerson.insuranceType', '险种'],
  ['insuredPerson.reproductiveState', '生育状态'],
  ['visit.type', '就医方式'],
  ['institution.level', '机构级别'],
  ['institution.specialities', '机构专科'],
  ['items.department', '科室'],
  ['practitioners.department', '医师科室'],
  ['practitioners.title', '职称'],
  ['diagnoses.code', '诊断'],
  ['items.quantity', '数量'],
  ['items.days', '使用天数'],
  ['items.usedDays', '使用天数'],
  ['items.times', '次数'],
  ['items.distinctCodes', '不同项目数'],
  ['items.gapDays', '间隔天数'],
  ['items.priorUseDays', '此前使用天数'],
  ['items.amountFen', '金额（元）'],
  ['items.unitPriceFen', '单价（元）'],
  ['items.companion', '配套项目数'],
  ['clinicalFacts.onsetAt', '距发病时间'],
]);

/** Facts whose path ends in a code of the rule; types of documents are words of ours, not shown. */
const CLINICAL: readonly (readonly [prefix: string, title: string, isCodeShown: boolean])[] = [
  ['clinicalFacts.labs.', '检验', true],
  ['clinicalFacts.markers.', '检测', true],
  [DOCUMENTS, '文书', false],
];

/** Facts whose values are codes or terms with blanks between them. */
const LISTS: ReadonlySet<string> = new Set([
  'diagnoses.code',
  'institution.specialities',
  'items.department',
  'practitioners.department',
]);

type Terms = Readonly<Record<string, string>>;

/** By fact: `resident` is an insurance here and a title there. */
const TERMS: ReadonlyMap<string, Terms> = new Map<string, Terms>([
  ['insuredPerson.sex', { male: '男', female: '女' }],
  [
    'insuredPerson.insuranceType',
    {
      employee: '职工医保',
      resident: '居民医保',
      'civil-servant': '公务员医疗补助',
      'large-amount': '大额医疗费用补助',
      'retired-cadre': '离休人员医疗保障',
      maternity: '生育保险',
      'work-injury': '工伤保险',
    },
  ],
  ['insuredPerson.reproductiveState', { none: '非妊娠期或哺乳期', pregnant: '妊娠期', lactating: '哺乳期' }],
  [
    'visit.type',
    {
      outpatient: '门诊',
      emergency: '急诊',
      observation: '急诊留观',
      inpatient: '住院',
      'day-surgery': '日间手术',
      'chronic-disease': '门诊慢特病',
      pharmacy: '定点药店',
      internet: '互联网诊疗',
    },
  ],
  ['institution.level', { primary: '一级', secondary: '二级', tertiary: '三级' }],
  [
    'practitioners.title',
    { resident: '住院医师', attending: '主治医师', 'associate-chief': '副主任医师', chief: '主任医师' },
  ],
]);

/** Windows; their lengths are in the rule's message. */
const WINDOWS: Terms = {
  line: '同一条明细',
  prescription: '同一处方',
  visit: '同一次就诊',
  day: '同一日',
  hour: '同一小时',
  hours: 'N小时内',
  week: '同一周',
  month: '同一月',
  quarter: '同一季度',
  year: '同一年',
  'insurance-year': '同一医保年度',
  lifetime: '终身',
  rolling: '连续N日内',
  course: '间隔不超过N日的同一疗程',
  overlap: '用药重叠期',
};
