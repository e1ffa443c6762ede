import {
  activate,
  type Disposition,
  type Encounter,
  evaluate,
  explain,
  openSegment,
  type RuleSource,
} from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { type Guard, type GuardStatus, SyncError } from '@forecheck/sync';

/** A guard for tests: it really judges, and keeps what is recorded in a list. */
export interface SampleGuard extends Guard {
  readonly recorded: { readonly disposition: Disposition; readonly encounter: string | undefined }[];
  /** What goes wrong next. */
  fault?: 'pack-absent' | 'storage-full' | undefined;
  change(status: Partial<GuardStatus>): void;
  ask(text: string): void;
}

/** A guard with one rule: the drug is for women. */
export function createSampleGuard(): SampleGuard {
  const ruleset = activate({ manifest: PACK, segments: [PACK] }, [
    { digest: PACK, view: openSegment(compileSegment(SOURCE)) },
  ]);
  const listeners = new Set<() => void>();
  const askers = new Set<Parameters<Guard['onQuestions']>[0]>();
  let status: GuardStatus = {
    connection: 'online',
    clockOffsetMs: 0,
    pack: PACK,
    isStale: false,
    isDegraded: false,
    killed: [],
    outbox: { entries: 0, bytes: 0, next: 1, droppedTelemetry: 0, droppedAlerts: 0, damaged: 0 },
  };
  const guard: SampleGuard = {
    recorded: [],
    evaluate(encounter, options) {
      if (guard.fault === 'pack-absent') throw new SyncError('pack-absent', 'safe', 'no pack has come yet');
      const evaluation = evaluate(ruleset, encounter, options);
      return { evaluation, decision: evaluation.decision, pack: PACK, isStale: status.isStale };
    },
    explain: (encounter, target) => explain(ruleset, encounter, target),
    async record(disposition, encounter) {
      if (guard.fault === 'storage-full') throw new SyncError('storage-full', 'safe', 'the disk is full');
      guard.recorded.push({ disposition, encounter });
    },
    status: () => status,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onQuestions(listener) {
      askers.add(listener);
      return () => askers.delete(listener);
    },
    answer() {},
    async importFolder() {},
    async close() {},
    change(changed) {
      status = { ...status, ...changed };
      for (const listener of listeners) listener();
    },
    ask(text) {
      for (const asker of askers) asker([{ id: 'Q1', about: 'D1', text, askedMs: 0 }]);
    },
  };
  return guard;
}

/** For the sample rule: one item that breaks it, for a man. */
export const SAMPLE_ENCOUNTER: Encounter = {
  id: 'E1',
  asOf: '2026-07-01 09:30',
  phase: 'prompt',
  insuredPerson: { sex: 'male', birthDate: '1960-01-01', insuranceType: 'employee' },
  visit: { type: 'outpatient' },
  items: [{ id: 'I1', code: 'SAMPLE-DRUG-1', quantity: 1, amountFen: 3_000 }],
};

/** A 3101 message about the same. */
export function sampleMessage(change: { readonly gend?: string } = {}): object {
  const order = {
    rx_id: 'RX-1',
    hilist_code: 'SAMPLE-DRUG-1',
    hilist_name: '示例药品甲',
    cnt: 1,
    pric: 30,
    sumamt: 30,
    drord_begn_date: '2026-07-01 09:20:00',
    curr_drord_flag: '1',
  };
  const visit = {
    mdtrt_id: 'VISIT-1',
    medins_type: '1',
    adm_date: '2026-07-01 09:00:00',
    med_mdtrt_type: '1',
    med_type: '11',
    insutype: '310',
    fsi_diagnose_dtos: [{ dise_id: '1', maindise_flag: '1', dise_codg: 'I10.x00' }],
    fsi_order_dtos: [order],
  };
  const person = { patn_id: 'PERSON-1', gend: '1', brdy: '1960-01-01', curr_mdtrt_id: 'VISIT-1', ...change };
  return {
    infno: '3101',
    msgid: 'MSG-1',
    mdtrtarea_admvs: '999900',
    insuplc_admdvs: '999900',
    inf_time: '2026-07-01 09:30:00',
    fixmedins_code: 'SAMPLE-HOSPITAL',
    input: { data: { trig_scen: '2', patient_dtos: [{ ...person, fsi_encounter_dtos: [visit] }] } },
  };
}

const PACK = 'd'.repeat(64);
const SOURCE: RuleSource = {
  formatVersion: 1,
  id: 'sample',
  layer: 'national',
  catalogue: [{ code: 'SAMPLE-DRUG-1', name: '示例药品甲', kind: 'drug' }],
  rules: [
    {
      id: 'female-only',
      name: { 'zh-CN': '限女性', en: 'Women only' },
      logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
      verdict: 'violation',
      severity: 'critical',
      fundScope: 'any',
      message: { 'zh-CN': '“{item}”限女性。', en: '“{item}” is for women.' },
      basis: [{ instrument: '示例依据' }],
      dispositions: ['return-and-change', 'continue-with-reason'],
    },
  ],
  knowledge: [{ id: 'k1', rule: 'female-only', items: ['SAMPLE-DRUG-1'] }],
};
