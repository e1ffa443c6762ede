import type { Field } from '../envelope/field.ts';
import { DIAGNOSIS, ENCOUNTER, EXTRA, NODES, ORDER, PERSON } from './fields.ts';

/** Where a fact of the model stands in a message. */
export interface FactField {
  readonly field: string;
  readonly field_name: string;
}

/** The field that a fact is read from, or `undefined` when the interface has none and the caller must know it. */
export function factField(fact: string): FactField | undefined {
  const known = FIELDS.get(fact);
  return known === undefined ? undefined : { field: known[0].name, field_name: known[1] };
}

const FIELDS: ReadonlyMap<string, readonly [Field, string]> = new Map<string, readonly [Field, string]>([
  ['insuredPerson.sex', [PERSON.sex, '性别']],
  ['insuredPerson.birthDate', [PERSON.birthDate, '出生日期']],
  ['insuredPerson.insuranceType', [ENCOUNTER.insuranceType, '险种']],
  ['insuredPerson.poolingRegion', [PERSON.poolingRegion, '统筹区编码']],
  ['insuredPerson.reproductiveState', [ENCOUNTER.reproductiveState, '生育状态']],
  ['institution.kind', [ENCOUNTER.institutionKind, '医疗服务机构类型']],
  ['institution.level', [ENCOUNTER.institutionLevel, '医疗机构等级']],
  ['institution.region', [ENCOUNTER.institutionRegion, '医疗机构行政区划编码']],
  ['visit.type', [ENCOUNTER.visitType, '医疗类别']],
  ['visit.startedAt', [ENCOUNTER.admittedAt, '入院日期']],
  ['visit.endedAt', [ENCOUNTER.dischargedAt, '出院日期']],
  ['visit.department', [ENCOUNTER.admissionDepartment, '入院科室标识']],
  ['diagnoses', [NODES.diagnoses, '诊断信息集合']],
  ['diagnoses.code', [DIAGNOSIS.code, '诊断(疾病)编码']],
  ['diagnoses.isMain', [DIAGNOSIS.isMain, '主诊断标志']],
  ['operations', [NODES.operations, '手术操作集合']],
  ['practitioners', [ORDER.practitioner, '开处方(医嘱)医生标识']],
  ['practitioners.title', [ORDER.title, '开处方(医嘱)医生职称']],
  ['practitioners.department', [ORDER.department, '下达医嘱科室标识']],
  ['items.code', [ORDER.code, '医保目录代码']],
  ['items.occurredAt', [ORDER.beganAt, '医嘱开始日期']],
  ['items.quantity', [ORDER.quantity, '数量']],
  ['items.unit', [ORDER.unit, '数量单位']],
  ['items.unitPriceFen', [ORDER.price, '单价']],
  ['items.listPriceFen', [ORDER.listPrice, '医保目录价格']],
  ['items.amountFen', [ORDER.amount, '总费用']],
  ['items.department', [ORDER.department, '下达医嘱科室标识']],
  ['items.practitionerId', [ORDER.practitioner, '开处方(医嘱)医生标识']],
  ['items.prescriptionId', [ORDER.prescription, '处方号']],
  ['items.days', [EXTRA.days, '用药天数']],
  ['items.bodySite', [EXTRA.bodySite, '部位']],
  ['items.incisionId', [EXTRA.incision, '切口标识']],
]);
