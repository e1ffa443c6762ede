import type { OrderItemKind, Practitioner } from '@forecheck/core';
import { type CodeTable, codeRows } from './code-table.ts';

/** hilist_type 目录类别. */
export const itemKindTable: CodeTable<OrderItemKind> = {
  field: 'hilist_type',
  rows: [
    ...codeRows<OrderItemKind>('A', [
      ['101', '西药中成药', 'drug'],
      ['201', '医疗服务项目', 'service'],
    ]),
    ...codeRows<OrderItemKind>('B', [
      ['102', '中药饮片', 'decoction-piece'],
      ['105', '其他'],
      ['106', '中药颗粒', 'drug'],
      ['301', '医用耗材', 'consumable'],
      ['501', '长期服务项目', 'service'],
    ]),
    ...codeRows<OrderItemKind>('C', [
      ['103', '自制剂', 'drug'],
      ['104', '民族药', 'drug'],
    ]),
  ],
};

/** What an order is for, where the model asks. */
export type OrderBehaviour = 'discharge-medication' | 'other';

/** drord_bhvr 医嘱行为. Another vendor always sends 3: read only where the institution says that this table holds. */
export const orderBehaviourTable: CodeTable<OrderBehaviour> = {
  field: 'drord_bhvr',
  variant: 'national',
  rows: codeRows<OrderBehaviour>('C', [
    ['0', '其他', 'other'],
    ['1', '出院带药', 'discharge-medication'],
  ]),
};

type Title = NonNullable<Practitioner['title']>;

/** drord_dr_profttl 开处方(医嘱)医生职称, the newer reading. 医士 is below the lowest grade that a rule can ask for. */
export const practitionerTitleTable: CodeTable<Title> = {
  field: 'drord_dr_profttl',
  variant: 'long',
  rows: codeRows<Title>('conflict', [
    ['231', '主任医师', 'chief'],
    ['232', '副主任医师', 'associate-chief'],
    ['233', '主治医师', 'attending'],
    ['234', '医师', 'resident'],
    ['235', '医士', 'resident'],
  ]),
};

/**
 * drord_dr_profttl, the older reading. Its order is the reverse of the newer one's last digit, and vendors fill the
 * field with a constant 2 or 3: read only where the institution says so.
 */
export const practitionerTitleShortTable: CodeTable<Title> = {
  field: 'drord_dr_profttl',
  variant: 'short',
  rows: codeRows<Title>('conflict', [
    ['1', '医士', 'resident'],
    ['2', '医师', 'resident'],
    ['3', '主治医师', 'attending'],
    ['4', '副主任医师', 'associate-chief'],
    ['5', '主任医师', 'chief'],
    ['6', '无'],
    ['9', '其他'],
  ]),
};

/** chrg_type 收费类别, the same as med_chrgitm_type. Nothing is derived from it. */
export const chargeTypeTable: CodeTable<never> = {
  field: 'chrg_type',
  rows: codeRows<never>('A', [
    ['01', '床位费'],
    ['02', '诊察费'],
    ['03', '检查费'],
    ['04', '化验费'],
    ['05', '治疗费'],
    ['06', '手术费'],
    ['07', '护理费'],
    ['08', '卫生材料费'],
    ['09', '西药费'],
    ['10', '中药饮片费'],
    ['11', '中成药费'],
    ['12', '一般诊疗费'],
    ['13', '挂号费'],
    ['14', '其他费'],
  ]),
};

/** hilist_lv 医保目录等级. Nothing is derived from it: vendors send 1/2/3, `2` or `--` as they please. */
export const payClassTable: CodeTable<never> = {
  field: 'hilist_lv',
  rows: codeRows<never>('C', [
    ['01', '甲类'],
    ['02', '乙类'],
    ['03', '丙类/自费'],
  ]),
};
