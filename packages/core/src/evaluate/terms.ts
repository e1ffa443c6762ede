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
  ['hours', '规定小时内'],
  ['week', '同一周'],
  ['month', '同一月'],
  ['quarter', '同一季度'],
  ['year', '同一年'],
  ['insurance-year', '同一医保年度'],
  ['rolling', '规定天数内'],
  ['course', '同一疗程'],
  ['lifetime', '终身'],
  ['overlap', '用药重叠期'],
]);

/** A placeholder's value in zh-CN: each word that names a fact, translated; everything else as it is. */
export function inChinese(value: string): string {
  const whole = TERMS_ZH.get(value);
  if (whole !== undefined) return whole;
  if (!value.includes(' ')) return value;
  const words = value.split(' ');
  const isNamed = words.some((word) => TERMS_ZH.has(word));
  return isNamed ? words.map((word) => TERMS_ZH.get(word) ?? word).join('、') : value;
}
