import type { DispositionKind, Phase } from '@forecheck/core';
import { type CodeTable, codeRows } from './code-table.ts';

/** sev_deg 严重程度. */
export const severityDegreeTable: CodeTable<never> = {
  field: 'sev_deg',
  rows: codeRows<never>('B', [
    ['1', '明确违规'],
    ['2', '高度可疑'],
    ['3', '轻度可疑'],
  ]),
};

/** vola_item_type 违规明细类型. */
export const violationItemTypeTable: CodeTable<never> = {
  field: 'vola_item_type',
  rows: codeRows<never>('A', [
    ['1', '违规项'],
    ['2', '涉及项'],
  ]),
};

/** vola_amt_stas 违规金额计算状态. */
export const violationAmountStatusTable: CodeTable<never> = {
  field: 'vola_amt_stas',
  rows: codeRows<never>('B', [
    ['0', '异常'],
    ['1', '正常'],
  ]),
};

/** warn_type 反馈类型. */
export const feedbackTypeTable: CodeTable<Phase> = {
  field: 'warn_type',
  rows: codeRows<Phase>('B', [
    ['1', '事前', 'prompt'],
    ['2', '事中', 'review'],
  ]),
};

/** dspo_way 处理方式. */
export const dispositionTable: CodeTable<Extract<DispositionKind, 'continue-with-reason' | 'return-and-change'>> = {
  field: 'dspo_way',
  rows: codeRows<Extract<DispositionKind, 'continue-with-reason' | 'return-and-change'>>('A', [
    ['1', '继续执行医嘱', 'continue-with-reason'],
    ['2', '返回修改医嘱', 'return-and-change'],
  ]),
};
