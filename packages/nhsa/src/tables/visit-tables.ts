import type { Diagnosis, VisitType } from '@forecheck/core';
import { type CodeTable, codeRows } from './code-table.ts';

/**
 * med_type 医疗类别. Provinces extend it to six characters, and some local values look like infno (`3101` 低自付住院):
 * a longer code is read by its first two characters only where this table has them.
 */
export const visitTypeTable: CodeTable<VisitType> = {
  field: 'med_type',
  rows: [
    ...codeRows<VisitType>('B', [
      ['11', '普通门诊', 'outpatient'],
      ['12', '门诊挂号', 'outpatient'],
      ['13', '急诊', 'emergency'],
      ['14', '门诊慢特病', 'chronic-disease'],
      // Special drugs are dispensed to outpatients, inpatients and in pharmacies: the kind of visit stays open.
      ['15', '特药'],
      ['21', '普通住院', 'inpatient'],
      ['22', '外伤住院', 'inpatient'],
      ['24', '急诊转住院', 'inpatient'],
      ['41', '定点药店购药', 'pharmacy'],
      ['51', '生育门诊', 'outpatient'],
      ['52', '生育住院', 'inpatient'],
    ]),
    // Done in outpatient rooms and in wards.
    ...codeRows<VisitType>('C', [['53', '计划生育手术']]),
  ],
};

/** med_type values of care that is settled under maternity insurance. */
export const MATERNITY_VISIT_CODES: readonly string[] = ['51', '52', '53'];

/** med_mdtrt_type 就诊类型. */
export const encounterTypeTable: CodeTable<VisitType> = {
  field: 'med_mdtrt_type',
  rows: [
    ...codeRows<VisitType>('A', [
      ['1', '门诊', 'outpatient'],
      ['2', '住院', 'inpatient'],
      ['3', '购药', 'pharmacy'],
      ['4', '其他'],
    ]),
    // One vendor appends a zero to med_type.
    ...codeRows<VisitType>('C', [
      ['110', '门诊', 'outpatient'],
      ['210', '住院', 'inpatient'],
    ]),
  ],
};

/** inout_dise_type 出入诊断类别. */
export const diagnosisStageTable: CodeTable<NonNullable<Diagnosis['stage']>> = {
  field: 'inout_dise_type',
  rows: codeRows<NonNullable<Diagnosis['stage']>>('A', [
    ['1', '入院诊断', 'admission'],
    ['2', '出院诊断', 'discharge'],
  ]),
};
