/**
 * Synthetic messages for the tests of this folder: the smallest complete ones, overridden field by field. Nobody and
 * nothing in them exists.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** One order line of an outpatient. */
export function sampleLine(overrides: Fields = {}): Fields {
  return {
    rx_id: 'L1',
    rxno: 'R1',
    grpno: '',
    long_drord_flag: '0',
    hilist_type: '101',
    chrg_type: '09',
    drord_bhvr: '0',
    hilist_code: 'XA01ABD075A002010100483',
    hilist_name: '演示药品一',
    hilist_lv: '02',
    hilist_pric: 30.0,
    hosplist_code: 'LOCAL-1',
    hosplist_name: '演示药品一片',
    cnt: 2,
    pric: 30.0,
    sumamt: 60.0,
    ownpay_amt: 0,
    selfpay_amt: 0,
    spec: '10mg×14片/盒',
    spec_unt: '盒',
    drord_begn_date: '2026-07-01 09:20:00',
    drord_dept_codg: 'D-01',
    drord_dept_name: '演示内科',
    drord_dr_codg: 'D999900000001',
    drord_dr_name: '演示医师',
    drord_dr_profttl: '233',
    curr_drord_flag: '1',
    ...overrides,
  };
}

/** One diagnosis. */
export function sampleDiagnosis(overrides: Fields = {}): Fields {
  return {
    dise_id: '1',
    inout_dise_type: '1',
    maindise_flag: '1',
    dias_srt_no: '1',
    dise_codg: 'I10.x00',
    dise_name: '演示诊断',
    dise_date: '2026-07-01 09:00:00',
    ...overrides,
  };
}

/** One outpatient visit with one line. */
export function sampleEncounter(overrides: Fields = {}): Fields {
  return {
    mdtrt_id: 'M1',
    medins_id: 'H99990000001',
    medins_name: '演示医院',
    medins_admdvs: '999900',
    medins_type: '1',
    medins_lv: '05',
    adm_date: '2026-07-01 09:00:00',
    dscg_date: '2026-07-01 09:00:00',
    dscg_main_dise_codg: 'I10.x00',
    dscg_main_dise_name: '演示诊断',
    dr_codg: 'D999900000001',
    adm_dept_codg: 'D-01',
    adm_dept_name: '演示内科',
    dscg_dept_codg: 'D-01',
    dscg_dept_name: '演示内科',
    med_mdtrt_type: '1',
    med_type: '11',
    matn_stas: '0',
    medfee_sumamt: 60.0,
    ownpay_amt: 0,
    selfpay_amt: 0,
    setl_totlnum: 0,
    insutype: '310',
    reim_flag: '0',
    out_setl_flag: '0',
    fsi_diagnose_dtos: [sampleDiagnosis()],
    fsi_order_dtos: [sampleLine()],
    ...overrides,
  };
}

/** The person of that visit. */
export function samplePerson(overrides: Fields = {}): Fields {
  return {
    patn_id: 'P1',
    patn_name: '演示甲',
    gend: '2',
    brdy: '1960-01-01',
    poolarea: '999900',
    curr_mdtrt_id: 'M1',
    fsi_his_data_dto: '',
    fsi_encounter_dtos: [sampleEncounter()],
    ...overrides,
  };
}

/** `input.data` around that person. */
export function sampleData(overrides: Fields = {}): Fields {
  return {
    syscode: 'DEMO',
    task_id: 'T1',
    trig_scen: '2',
    rule_ids: [],
    patient_dtos: [samplePerson()],
    ...overrides,
  };
}

/** The whole message. */
export function sampleMessage(overrides: Fields = {}): Fields {
  return {
    infno: '3101',
    msgid: 'H99990000001202607010930000001',
    mdtrtarea_admvs: '999900',
    insuplc_admdvs: '999900',
    recer_sys_code: 'DEMO',
    dev_no: '',
    dev_safe_info: '',
    cainfo: '',
    signtype: '',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'OP1',
    opter_name: '演示操作员',
    inf_time: '2026-07-01 09:30:00',
    fixmedins_code: 'H99990000001',
    fixmedins_name: '演示医院',
    sign_no: 'S1',
    input: { data: sampleData() },
    ...overrides,
  };
}

/** The whole message around the given fields of its visit. */
export function messageOfEncounter(encounter: Fields, patient: Fields = {}, message: Fields = {}): Fields {
  const person = samplePerson({ fsi_encounter_dtos: [sampleEncounter(encounter)], ...patient });
  return sampleMessage({ input: { data: sampleData({ patient_dtos: [person] }) }, ...message });
}

/** The whole message around the given order lines. */
export function messageOfLines(...lines: readonly Fields[]): Fields {
  return messageOfEncounter({ fsi_order_dtos: lines.map((line, i) => sampleLine({ rx_id: `L${i + 1}`, ...line })) });
}
