import { expect, test } from 'vitest';
import { parsePrecheckRequest } from './parse-request.ts';
import {
  type Fields,
  messageOfEncounter,
  sampleData,
  sampleEncounter,
  sampleMessage,
  samplePerson,
} from './sample-message.ts';

function askedAs(infno: unknown, trig_scen: unknown, visit: Fields): readonly [string, string | undefined] {
  const patient_dtos = [samplePerson({ fsi_encounter_dtos: [sampleEncounter(visit)] })];
  const message = sampleMessage({ infno, input: { data: sampleData({ trig_scen, patient_dtos }) } });
  const { encounter } = parsePrecheckRequest(message);
  return [encounter.phase, encounter.scene];
}

const OUT = { med_type: '11', med_mdtrt_type: '1' };
const IN = { med_type: '21', med_mdtrt_type: '2' };
const SALE = { med_type: '41', med_mdtrt_type: '3', medins_id: 'P99990000001' };

test.each([
  ['3101', '1', OUT, 'prompt', 'outpatient-registration'],
  ['3101', '2', OUT, 'prompt', 'outpatient-order'],
  ['3101', '3', IN, 'prompt', 'admission'],
  ['3101', '4', IN, 'prompt', 'inpatient-order'],
  ['3101', '5', IN, 'prompt', 'inpatient-execution'],
  ['3102', '6', OUT, 'review', 'outpatient-settlement'],
  ['3102', '7', OUT, 'review', 'outpatient-pre-settlement'],
  ['3102', '8', IN, 'review', 'inpatient-settlement'],
  ['3102', '9', IN, 'review', 'inpatient-pre-settlement'],
  ['3102', '10', SALE, 'review', 'pharmacy-purchase'],
  [3102, 9, IN, 'review', 'inpatient-pre-settlement'],
  ['3101', '02', OUT, 'prompt', 'outpatient-order'],
])('%j with trig_scen %j is what it says', (infno, trig_scen, visit, phase, scene) => {
  expect(askedAs(infno, trig_scen, visit)).toEqual([phase, scene]);
});

test('scene 1 hard-coded for both services: the transaction number decides the phase', () => {
  expect(askedAs('3102', '1', OUT)).toEqual(['review', 'outpatient-pre-settlement']);
  expect(askedAs('3102', '1', IN)).toEqual(['review', 'inpatient-pre-settlement']);
});

test('scene 5 sent for an outpatient gives way to the visit', () => {
  expect(askedAs('3101', '5', OUT)).toEqual(['prompt', 'outpatient-order']);
});

test.each(['23', '', '-', 'x', null, undefined, '0', '11'])(
  'a trig_scen of %j is worked out from the visit',
  (trig_scen) => {
    expect(askedAs('3101', trig_scen, IN)).toEqual(['prompt', 'inpatient-order']);
    expect(askedAs('3102', trig_scen, SALE)).toEqual(['review', 'pharmacy-purchase']);
  },
);

test('a list of scenes is a list of steps: the last that fits', () => {
  expect(askedAs('3101', '1,2', OUT)).toEqual(['prompt', 'outpatient-order']);
  expect(askedAs('3101', '2,4', IN)).toEqual(['prompt', 'inpatient-order']);
});

test('without a transaction number the scene decides the phase, then the caller', () => {
  expect(askedAs(undefined, '8', IN)).toEqual(['review', 'inpatient-settlement']);
  const data = sampleData({ trig_scen: '' });
  expect(parsePrecheckRequest(data, { phase: 'review' }).encounter.phase).toBe('review');
  expect(parsePrecheckRequest(data).encounter.phase).toBe('prompt');
});

test('a local visit type that looks like a transaction number is not one', () => {
  const visit = { med_type: '3101', med_mdtrt_type: '2' };
  const { encounter } = parsePrecheckRequest(messageOfEncounter(visit));
  expect(encounter.visit?.type).toBe('inpatient');
  expect(encounter.phase).toBe('prompt');
});

test('phase without scene when nothing tells the setting', () => {
  expect(askedAs('3101', '23', { med_type: '', med_mdtrt_type: '4' })).toEqual(['prompt', undefined]);
});
