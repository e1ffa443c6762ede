import { activate, evaluate, openSegment } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { formatPrecheckResponse, isNhsaError, parseFeedbackRequest, parsePrecheckRequest } from '@forecheck/nhsa';
import { expect, it } from 'vitest';
import { mutateJson, seededRandom } from './mutate-json.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 4000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_702);
const SLOWEST_MS_MAX = 2000;

const name = { 'zh-CN': '药品区分性别使用', en: 'Sex-specific drug' };
const ruleset = activate({ manifest: 'M', segments: ['S'] }, [
  {
    digest: 'S',
    view: openSegment(
      compileSegment({
        formatVersion: 1,
        id: 'S',
        layer: 'national',
        rules: [
          {
            id: 'R-1',
            name,
            message: name,
            basis: [{ instrument: '示例依据' }],
            logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'male' } },
            verdict: 'violation',
            severity: 'critical',
            fundScope: 'any',
          },
        ],
        knowledge: [{ id: 'K-1', rule: 'R-1', items: ['XA01*'] }],
      }),
    ),
  },
]);

const line = {
  rx_id: 'RX-1',
  rxno: 'R-1',
  long_drord_flag: '0',
  hilist_type: '101',
  hilist_code: 'XA01ABD075A002010100483',
  hilist_name: '示例药品',
  cnt: 2,
  pric: '30.00',
  sumamt: 60,
  ownpay_amt: 0,
  spec_unt: '盒',
  drord_begn_date: '2026-07-01 09:20:00',
  curr_drord_flag: '1',
};
const precheck = {
  infno: '3101',
  msgid: 'H99990000001202607010930000001',
  inf_time: '2026-07-01 09:30:00',
  fixmedins_code: 'H99990000001',
  input: {
    data: {
      task_id: 'T-1',
      trig_scen: '2',
      patient_dtos: [
        {
          patn_id: 'P-1',
          gend: '2',
          brdy: '1960-01-01',
          curr_mdtrt_id: 'M-1',
          fsi_encounter_dtos: [
            {
              mdtrt_id: 'M-1',
              medins_lv: '05',
              med_type: '11',
              insutype: '310',
              adm_date: '2026-07-01 09:00:00',
              fsi_diagnose_dtos: [{ dise_codg: 'I10.x00', maindise_flag: '1', inout_dise_type: '1' }],
              fsi_order_dtos: [line, { ...line, rx_id: 'RX-2', cnt: '-1' }],
            },
          ],
        },
      ],
    },
  },
};
const feedback = {
  infno: '3103',
  input: { data: { warn_type: '1', warns: [{ warn_rslt_id: 'A1', dspo_way: '1', dspo_way_rea: '病情需要' }] } },
};

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

it(`${RUNS} mutated messages give an answer or a coded refusal, and never hang`, { timeout: 600_000 }, () => {
  const random = seededRandom(SEED);
  const outcomes = { answered: 0, refused: 0 };
  let slowestMs = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const isFeedback = run % 5 === 0;
    const mutated = mutateJson(isFeedback ? feedback : precheck, random);
    const started = cpuMs();
    try {
      if (isFeedback) parseFeedbackRequest(mutated);
      else {
        const parsed = parsePrecheckRequest(mutated);
        const evaluations = [parsed, ...parsed.others].map((it) => evaluate(ruleset, it.encounter));
        JSON.stringify(formatPrecheckResponse(parsed, evaluations));
      }
      outcomes.answered += 1;
    } catch (error) {
      if (!isNhsaError(error)) throw new Error(`run ${run} of seed ${SEED}`, { cause: error });
      outcomes.refused += 1;
    }
    slowestMs = Math.max(slowestMs, cpuMs() - started);
  }
  expect(outcomes.answered).toBeGreaterThan(RUNS / 4);
  expect(outcomes.refused).toBeGreaterThan(0);
  expect(slowestMs).toBeLessThan(SLOWEST_MS_MAX);
});
