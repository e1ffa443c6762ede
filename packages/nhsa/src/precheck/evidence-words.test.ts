import { expect, test } from 'vitest';
import { evidenceWords } from './evidence-words.ts';

test.each([
  ['insuredPerson.sex', 'female', 'male', '性别：女（限：男）'],
  ['insuredPerson.ageYears', '12', '≥ 18', '年龄（岁）：12（限：≥ 18）'],
  ['insuredPerson.ageDays', '40', '≤ 28', '日龄：40（限：≤ 28）'],
  ['insuredPerson.insuranceType', 'resident', 'employee work-injury', '险种：居民医保（限：职工医保、工伤保险）'],
  ['practitioners.title', 'resident', 'chief', '职称：住院医师（限：主任医师）'],
  ['visit.type', 'outpatient', 'inpatient', '就医方式：门诊（限：住院）'],
  ['institution.level', 'primary', 'tertiary', '机构级别：一级（限：三级）'],
  ['items.amountFen', '12345', '10000', '金额（元）：123.45（限：100）'],
  ['items.unitPriceFen', '5.25', '0', '单价（元）：0.0525（限：0）'],
  ['items.times', '3', '1', '次数：3（限：1）'],
  ['items.usedDays', '16', '14', '使用天数：16（限：14）'],
  ['items.occurredAt', '2026-07-01', 'day', '发生日期：2026-07-01（范围：同一日）'],
  ['items.occurredAt', '2026-07-01', 'hours:6', '发生日期：2026-07-01（范围：6小时内）'],
  ['items.occurredAt', '2026-07-01', 'course:7', '发生日期：2026-07-01（范围：间隔不超过7日的同一疗程）'],
  ['items.occurredAt', '', 'visit', '发生日期：未注明（范围：同一次就诊）'],
  ['items.distinctCodes', '3', '2', '不同项目数：3（限：2）'],
  ['items.code', 'A B', undefined, '项目编码：A、B'],
  ['diagnoses.code', 'I10 E11', 'C34', '诊断：I10、E11（限：C34）'],
  ['clinicalFacts.labs.ALB', '35', '< 30 g/L', '检验 ALB：35（限：< 30 g/L）'],
  ['clinicalFacts.documents.consent', 'none', 'consent', '文书：未见（限：须有）'],
  ['clinicalFacts.onsetAt', '9 h', '6 h', '距发病时间：9小时（限：6小时）'],
  ['something.new', 'x', 'y', undefined],
])('%s %s against %s', (fact, value, bound, expected) => {
  expect(evidenceWords({ fact, value, ...(bound === undefined ? {} : { bound }) })).toBe(expected);
});
