import { field } from '../envelope/field.ts';

/** Lists and objects of 3101/3102, with the names of Hainan's variant (camelCase without the prefix). */
export const NODES = {
  input: field('input'),
  data: field('data'),
  sceneNode: field('trigScen'),
  patients: field('patient_dtos', 'patient_dto'),
  encounters: field('fsi_encounter_dtos', 'encounter_dtos'),
  diagnoses: field('fsi_diagnose_dtos', 'diagnose_dtos'),
  orders: field('fsi_order_dtos', 'order_dtos'),
  operations: field('fsi_operation_dtos', 'operation_dtos'),
} as const;

/** Fields of `input.data`. */
export const DATA = {
  scene: field('trig_scen'),
  taskId: field('task_id'),
} as const;

/** Fields of `patient_dtos`; the last two come from the e-prescription (7101). */
export const PERSON = {
  id: field('patn_id'),
  sex: field('gend'),
  birthDate: field('brdy'),
  poolingRegion: field('poolarea'),
  currentEncounter: field('curr_mdtrt_id'),
} as const;

/** Fields of `fsi_encounter_dtos`. */
export const ENCOUNTER = {
  id: field('mdtrt_id'),
  institutionId: field('medins_id'),
  institutionRegion: field('medins_admdvs'),
  institutionKind: field('medins_type'),
  institutionLevel: field('medins_lv'),
  admittedAt: field('adm_date'),
  dischargedAt: field('dscg_date'),
  mainDiagnosis: field('dscg_main_dise_codg'),
  mainDiagnosisName: field('dscg_main_dise_name'),
  practitioner: field('dr_codg'),
  admissionDepartment: field('adm_dept_codg'),
  admissionDepartmentName: field('adm_dept_name'),
  encounterType: field('med_mdtrt_type'),
  visitType: field('med_type'),
  reproductiveState: field('matn_stas'),
  insuranceType: field('insutype'),
} as const;

/** Fields of `fsi_diagnose_dtos`. */
export const DIAGNOSIS = {
  code: field('dise_codg'),
  name: field('dise_name'),
  stage: field('inout_dise_type'),
  isMain: field('maindise_flag'),
  recordedAt: field('dise_date'),
} as const;

/** Fields of `fsi_operation_dtos`. */
export const OPERATION = {
  code: field('oprn_code'),
  isMain: field('main_oprn_flag'),
  startedAt: field('oprn_date'),
} as const;

/** Fields of `fsi_order_dtos`. */
export const ORDER = {
  id: field('rx_id'),
  prescription: field('rxno'),
  isStanding: field('long_drord_flag'),
  kind: field('hilist_type'),
  behaviour: field('drord_bhvr'),
  code: field('hilist_code'),
  catalogueName: field('hilist_name'),
  listPrice: field('hilist_pric'),
  localCode: field('hosplist_code'),
  localName: field('hosplist_name'),
  quantity: field('cnt'),
  price: field('pric'),
  amount: field('sumamt'),
  ownPay: field('ownpay_amt'),
  unit: field('spec_unt'),
  beganAt: field('drord_begn_date'),
  stoppedAt: field('drord_stop_date'),
  department: field('drord_dept_codg'),
  departmentName: field('drord_dept_name'),
  practitioner: field('drord_dr_codg'),
  title: field('drord_dr_profttl'),
  isCurrent: field('curr_drord_flag'),
} as const;

/**
 * Fields that plain 3101 does not have and that are read when a caller adds them: from other messages of the same
 * interface where they exist there, else our own names.
 */
export const EXTRA = {
  /** 用药天数 (7101), 周期天数 (2101, 2204). */
  days: field('medc_days', 'prd_days'),
  /** 出院带药标志 (2301, 5205). */
  isDischargeMedication: field('dscg_tkdrug_flag'),
  /** 自费标志 (Hunan). */
  isSelfPaid: field('self_paying_flag'),
  /** 部位. */
  bodySite: field('body_part'),
  /** 切口标识: operations through one incision in one session carry the same value. */
  incision: field('incision_id'),
  /** 冲正的原明细: the rx_id that a reversal takes back. */
  reverses: field('init_rx_id', 'init_feedetl_sn'),
  /** 执行记录 of a standing order. */
  executions: field('exec_dtos'),
  executedAt: field('exec_time'),
  executionEndedAt: field('exec_end_time'),
  executedQuantity: field('exec_cnt'),
  /** 抢救或突发事件标志, on the encounter. */
  isEmergency: field('emergency_flag'),
  /** 孕周 and 哺乳期标志 (7101), on the patient or the encounter. */
  gestation: field('geso_val'),
  isLactating: field('suck_prd_flag'),
} as const;
