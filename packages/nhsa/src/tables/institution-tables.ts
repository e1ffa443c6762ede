import type { Institution, InstitutionLevel } from '@forecheck/core';
import { type CodeTable, codeRows } from './code-table.ts';

type InstitutionKind = NonNullable<Institution['kind']>;

/** medins_type 医疗服务机构类型, as the fixmedins_type of 1201. */
export const institutionKindTable: CodeTable<InstitutionKind> = {
  field: 'medins_type',
  rows: [
    ...codeRows<InstitutionKind>('B', [
      ['1', '定点医疗机构', 'hospital'],
      ['2', '定点零售药店', 'pharmacy'],
      ['3', '工伤定点康复机构', 'hospital'],
      ['4', '辅助器具配置机构'],
      ['5', '计划生育服务机构', 'hospital'],
    ]),
    ...codeRows<InstitutionKind>('C', [
      ['A', '医院', 'hospital'],
      ['A1', '综合医院', 'hospital'],
    ]),
  ],
};

/** medins_lv 医疗机构等级, as the hosp_lv of 1201. */
export const institutionLevelTable: CodeTable<InstitutionLevel> = {
  field: 'medins_lv',
  variant: 'long',
  rows: codeRows<InstitutionLevel>('B', [
    ['01', '三级特等', 'tertiary'],
    ['02', '三级甲等', 'tertiary'],
    ['03', '三级乙等', 'tertiary'],
    ['04', '三级丙等', 'tertiary'],
    ['05', '二级甲等', 'secondary'],
    ['06', '二级乙等', 'secondary'],
    ['07', '二级丙等', 'secondary'],
    ['08', '一级甲等', 'primary'],
    ['09', '一级乙等', 'primary'],
    ['10', '一级丙等', 'primary'],
    ['11', '无等级'],
  ]),
};

/**
 * medins_lv as some vendors shorten it. The codes were seen, their meaning was not confirmed, and `1` may as well be a
 * number that lost its zero (01 三级特等): read only where the institution says so.
 */
export const institutionLevelShortTable: CodeTable<InstitutionLevel> = {
  field: 'medins_lv',
  variant: 'short',
  rows: codeRows<InstitutionLevel>('C', [
    ['1', '一级', 'primary'],
    ['2', '二级', 'secondary'],
    ['3', '三级', 'tertiary'],
    ['9', '未定级'],
  ]),
};
