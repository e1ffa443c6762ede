import type { Phase, Scene } from '@forecheck/core';
import { type CodeTable, codeRows } from './code-table.ts';

/** A trigger scene and the phase that it belongs to. */
export interface TriggerScene {
  readonly phase: Phase;
  readonly scene: Scene;
}

/** trig_scen 触发场景. */
export const triggerSceneTable: CodeTable<TriggerScene> = {
  field: 'trig_scen',
  rows: codeRows<TriggerScene>('A', [
    ['1', '事前-门诊挂号', { phase: 'prompt', scene: 'outpatient-registration' }],
    ['2', '事前-门诊收费登记', { phase: 'prompt', scene: 'outpatient-order' }],
    ['3', '事前-住院登记', { phase: 'prompt', scene: 'admission' }],
    ['4', '事前-住院收费登记', { phase: 'prompt', scene: 'inpatient-order' }],
    ['5', '事前-住院执行医嘱', { phase: 'prompt', scene: 'inpatient-execution' }],
    ['6', '事中-门诊结算', { phase: 'review', scene: 'outpatient-settlement' }],
    ['7', '事中-门诊预结算', { phase: 'review', scene: 'outpatient-pre-settlement' }],
    ['8', '事中-住院结算', { phase: 'review', scene: 'inpatient-settlement' }],
    ['9', '事中-住院预结算', { phase: 'review', scene: 'inpatient-pre-settlement' }],
    ['10', '事中-购药划卡', { phase: 'review', scene: 'pharmacy-purchase' }],
  ]),
};

/** Transaction numbers of the pre-check, the national ones and those of Hainan. */
export const precheckInfnoTable: CodeTable<Phase> = {
  field: 'infno',
  rows: [
    ...codeRows<Phase>('A', [
      ['3101', '明细审核事前分析服务', 'prompt'],
      ['3102', '明细审核事中分析服务', 'review'],
    ]),
    ...codeRows<Phase>('B', [
      ['3660', '事前提醒（海南）', 'prompt'],
      ['3661', '事中预警（海南）', 'review'],
    ]),
  ],
};
