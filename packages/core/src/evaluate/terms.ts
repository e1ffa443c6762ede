/**
 * Names of enumerated facts and windows in zh-CN, for the placeholders of a rule's message. Vocabulary of the model,
 * not prose: the sentence around them is the rule pack's. In English the fact's own name is used.
 */
const TERMS_ZH: ReadonlyMap<string, string> = new Map([
  ['male', '男性'],
  ['female', '女性'],
  ['employee', '职工医保'],
  ['resident', '居民医保'],
  ['civil-servant', '公务员医疗补助'],
  ['large-amount', '大额医疗费用补助'],
  ['retired-cadre', '离休人员医疗保障'],
  ['maternity', '生育保险'],
  ['work-injury', '工伤保险'],
  ['other', '其他'],
  ['outpatient', '门诊'],
  ['emergency', '急诊'],
  ['observation', '急诊留观'],
  ['inpatient', '住院'],
  ['day-surgery', '日间手术'],
  ['chronic-disease', '门诊慢特病'],
  ['pharmacy', '定点药店'],
  ['internet', '互联网诊疗'],
  ['primary', '一级及以下'],
  ['secondary', '二级'],
  ['tertiary', '三级'],
  ['none', '无'],
  ['pregnant', '妊娠期'],
  ['lactating', '哺乳期'],
  ['attending', '主治医师'],
  ['associate-chief', '副主任医师'],
  ['chief', '主任医师'],
  ['line', '同一条明细'],
  ['prescription', '同一处方'],
  ['visit', '同一次就诊'],
  ['day', '同一日'],
  ['hour', '同一小时'],
  ['week', '同一周'],
  ['month', '同一月'],
  ['quarter', '同一季度'],
  ['year', '同一年'],
  ['insurance-year', '同一医保年度'],
  ['lifetime', '终身'],
  ['overlap', '用药重叠期'],
]);

/** Titles of practitioners: `resident` names an insurance elsewhere. */
const TITLES_ZH: ReadonlyMap<string, string> = new Map([['resident', '住院医师']]);

/** A placeholder's value in zh-CN: each word that names a fact, translated; everything else as it is. */
export function inChinese(value: string, fact: string): string {
  const window = WINDOW.exec(value);
  if (window !== null) return WINDOWS_ZH[window[1]!]!.replace('N', window[2]!);
  const terms = fact === 'practitioners.title' ? TITLES_ZH : TERMS_ZH;
  const termOf = (word: string): string | undefined => terms.get(word) ?? TERMS_ZH.get(word);
  const whole = termOf(value);
  if (whole !== undefined) return whole;
  if (!value.includes(' ')) return value;
  const words = value.split(' ');
  return words.some((word) => TERMS_ZH.has(word)) ? words.map((word) => termOf(word) ?? word).join('、') : value;
}

/** A placeholder's value in English: windows with their length are spelt out, facts are their own names. */
export function inEnglish(value: string): string {
  const window = WINDOW.exec(value);
  return window === null ? value : WINDOWS_EN[window[1]!]!.replace('N', window[2]!);
}

/** A window with its length, as `windowText` writes it. */
const WINDOW = /^(hours|rolling|course):(\d+)$/;
const WINDOWS_ZH: Readonly<Record<string, string>> = {
  hours: 'N小时内',
  rolling: '连续N日内',
  course: '间隔不超过N日的同一疗程',
};
const WINDOWS_EN: Readonly<Record<string, string>> = {
  hours: 'N hours',
  rolling: 'N consecutive days',
  course: 'a course with gaps of at most N days',
};
