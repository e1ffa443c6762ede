import type { InsuranceType, InsuredPerson } from '@forecheck/core';
import { type CodeTable, codeRows } from './code-table.ts';

/** gend 性别. */
export const sexTable: CodeTable<NonNullable<InsuredPerson['sex']>> = {
  field: 'gend',
  rows: [
    ...codeRows<NonNullable<InsuredPerson['sex']>>('A', [
      ['0', '未知'],
      ['1', '男', 'male'],
      ['2', '女', 'female'],
      ['9', '未说明'],
    ]),
    ...codeRows<NonNullable<InsuredPerson['sex']>>('C', [
      ['男', '男', 'male'],
      ['女', '女', 'female'],
    ]),
  ],
};

/** insutype 险种. */
export const insuranceTypeTable: CodeTable<InsuranceType> = {
  field: 'insutype',
  rows: [
    ...codeRows<InsuranceType>('A', [
      ['310', '职工基本医疗保险', 'employee'],
      ['390', '城乡居民基本医疗保险', 'resident'],
    ]),
    ...codeRows<InsuranceType>('C', [
      ['320', '公务员医疗补助', 'civil-servant'],
      ['330', '大额医疗费用补助', 'large-amount'],
      ['340', '离休人员医疗保障', 'retired-cadre'],
      ['410', '工伤保险', 'work-injury'],
      ['510', '生育保险', 'maternity'],
    ]),
  ],
};

type ReproductiveState = NonNullable<InsuredPerson['reproductiveState']>;

/** matn_stas 生育状态, first reading. */
export const reproductiveStateNationalTable: CodeTable<ReproductiveState> = {
  field: 'matn_stas',
  variant: 'national',
  rows: codeRows<ReproductiveState>('conflict', [
    ['0', '其他/无', 'none'],
    ['1', '妊娠期', 'pregnant'],
    ['2', '哺乳期', 'lactating'],
  ]),
};

/** matn_stas 生育状态, as pharmacies of Beijing read it. */
export const reproductiveStateBeijingTable: CodeTable<ReproductiveState> = {
  field: 'matn_stas',
  variant: 'beijing',
  rows: codeRows<ReproductiveState>('conflict', [
    ['0', '未知'],
    ['1', '非妊娠期或哺乳期', 'none'],
    // Says nothing about today for certain.
    ['2', '近期有生育计划'],
    ['3', '妊娠期', 'pregnant'],
    ['4', '哺乳期', 'lactating'],
  ]),
};

/**
 * matn_stas 生育状态, when nobody said which reading holds: 1 and 2 mean opposite things and 0 is what vendors fill
 * in, so only the codes of one reading alone are read.
 */
export const reproductiveStateCautiousTable: CodeTable<ReproductiveState> = {
  field: 'matn_stas',
  variant: 'cautious',
  rows: codeRows<ReproductiveState>('conflict', [
    ['3', '妊娠期', 'pregnant'],
    ['4', '哺乳期', 'lactating'],
  ]),
};
