import { parseEncounter } from '@forecheck/core/schema';
import { expect, test } from 'vitest';
import { parsePrecheckRequest } from './parse-request.ts';
import { type Fields, sampleData, sampleEncounter, sampleLine, sampleMessage, samplePerson } from './sample-message.ts';

// How messages are built: the shapes that callers send.

const notesOf = (message: unknown) => parsePrecheckRequest(message).notes.map((note) => `${note.code} ${note.path}`);

test('an outpatient message becomes an encounter with every fact that it carries', () => {
  const { encounter } = parsePrecheckRequest(sampleMessage());
  expect(encounter).toEqual({
    id: 'M1',
    asOf: '2026-07-01 09:30:00',
    phase: 'prompt',
    scene: 'outpatient-order',
    insuredPerson: { sex: 'female', birthDate: '1960-01-01', insuranceType: 'employee', poolingRegion: '999900' },
    institution: { kind: 'hospital', level: 'secondary', region: '999900' },
    visit: { type: 'outpatient', startedAt: '2026-07-01 09:00:00' },
    practitioners: [{ id: 'D999900000001', title: 'attending' }],
    diagnoses: [{ code: 'I10.x00', isMain: true, stage: 'admission', recordedAt: '2026-07-01 09:00:00' }],
    items: [
      {
        id: 'L1',
        code: 'XA01ABD075A002010100483',
        localCode: 'LOCAL-1',
        name: '演示药品一片',
        kind: 'drug',
        role: 'draft',
        prescriptionId: 'R1',
        occurredAt: '2026-07-01 09:20:00',
        quantity: 2,
        unitPriceFen: 3000,
        listPriceFen: 3000,
        amountFen: 6000,
        unit: '盒',
        isStanding: false,
        practitionerId: 'D999900000001',
      },
    ],
  });
  expect(parseEncounter(encounter)).toEqual({ ok: true, value: encounter });
});

test('the answer gets back what it has to repeat', () => {
  const { echo } = parsePrecheckRequest(sampleMessage());
  expect(echo.patnId).toBe('P1');
  expect(echo.mdtrtId).toBe('M1');
  expect(echo.taskId).toBe('T1');
  expect(echo.envelope.fixmedinsCode).toBe('H99990000001');
  expect([...echo.lines]).toMatchObject([['L1', { rxId: 'L1', mdtrtId: 'M1' }]]);
});

test('a sale at a pharmacy is read, with an empty diagnosis list as unknown', () => {
  const line = {
    rx_id: '1',
    rxno: 'RX-EXT-1',
    hilist_code: 'XA01ABD075A002010100483',
    cnt: 3,
    pric: 30.0,
    sumamt: 90.0,
  };
  const { encounter } = parsePrecheckRequest(
    {
      infno: '3102',
      input: {
        data: {
          trig_scen: '10',
          task_id: 'T2',
          patient_dtos: [
            {
              patn_id: 'P2',
              gend: '2',
              brdy: '1955-05-05',
              curr_mdtrt_id: 'POS-1',
              fsi_encounter_dtos: [
                {
                  mdtrt_id: 'POS-1',
                  medins_id: 'P99990000001',
                  medins_type: '2',
                  medins_lv: '11',
                  med_mdtrt_type: '3',
                  med_type: '41',
                  fsi_diagnose_dtos: [],
                  fsi_order_dtos: [{ ...line, curr_drord_flag: '1' }],
                },
              ],
            },
          ],
        },
      },
    },
    { asOf: '2026-07-01 10:00:00' },
  );
  expect(encounter).toMatchObject({
    phase: 'review',
    scene: 'pharmacy-purchase',
    asOf: '2026-07-01 10:00:00',
    institution: { kind: 'pharmacy', region: '999900' },
    visit: { type: 'pharmacy' },
    items: [{ id: '1', quantity: 3, amountFen: 9000, role: 'draft' }],
  });
  expect(encounter).not.toHaveProperty('diagnoses');
  expect(encounter.institution).not.toHaveProperty('level');
});

test("Hainan's variant is read: camelCase without prefix, single objects, the scene node in place of data", () => {
  const { encounter, notes } = parsePrecheckRequest({
    infno: '3660',
    medins_code: 'H99990000002',
    inf_time: '2026-07-01 09:30:00',
    input: {
      trigScen: {
        trigScen: '1,2',
        patientDtos: [
          {
            patnId: 'P3',
            currMdtrtId: 'M3',
            gend: '1',
            encounterDtos: {
              mdtrtId: 'M3',
              medType: '11',
              diagnoseDtos: { diseCodg: 'E11.900', mainDiseFlag: '1' },
              orderDtos: [{ rxId: 'L9', hilistCode: 'XA01ABD075A002010100483', cnt: '1', currDrordFlag: '1' }],
            },
          },
        ],
      },
    },
  });
  expect(encounter).toMatchObject({
    id: 'M3',
    phase: 'prompt',
    scene: 'outpatient-order',
    insuredPerson: { sex: 'male' },
    institution: { kind: 'hospital', region: '999900' },
    diagnoses: [{ code: 'E11.900' }],
    items: [{ id: 'L9', quantity: 1 }],
  });
  expect(notes.map((note) => note.code)).toContain('node-as-object');
});

test("an older client of Hainan sends the review under the prompt's number", () => {
  const { encounter } = parsePrecheckRequest({
    ...sampleMessage({ infno: '3660' }),
    input: { data: sampleData({ trig_scen: '7' }) },
  });
  expect(encounter).toMatchObject({ phase: 'review', scene: 'outpatient-pre-settlement' });
});

const whole = parsePrecheckRequest(sampleMessage()).encounter;

test.each<[string, unknown]>([
  ['JSON text', JSON.stringify(sampleMessage())],
  ['JSON text with byte order mark and NUL padding', `\uFEFF${JSON.stringify(sampleMessage())}\u0000`],
  ['input as JSON text', sampleMessage({ input: JSON.stringify({ data: sampleData() }) })],
  ['data as JSON text', sampleMessage({ input: { data: JSON.stringify(sampleData()) } })],
  ['data as a list of one', sampleMessage({ input: { data: [sampleData()] } })],
  ['data without its node', sampleMessage({ input: sampleData() })],
  ['patient_dtos as a single object', sampleMessage({ input: { data: sampleData({ patient_dtos: samplePerson() }) } })],
  [
    'patient_dtos as JSON text',
    sampleMessage({ input: { data: sampleData({ patient_dtos: JSON.stringify([samplePerson()]) }) } }),
  ],
  [
    'fsi_encounter_dtos as a single object',
    sampleMessage({
      input: { data: sampleData({ patient_dtos: [samplePerson({ fsi_encounter_dtos: sampleEncounter() })] }) },
    }),
  ],
  [
    'fsi_order_dtos and fsi_diagnose_dtos as single objects',
    messageOfVisit({
      fsi_order_dtos: sampleLine(),
      fsi_diagnose_dtos: (sampleEncounter()['fsi_diagnose_dtos'] as Fields[])[0],
    }),
  ],
  ['stray entries in a list', messageOfVisit({ fsi_order_dtos: [null, sampleLine(), 'x'] })],
  ['all lists as siblings of data', flatMessage((data) => data)],
  ['all lists as siblings inside data', flatMessage((data) => ({ input: { data: { ...sampleData(), ...data } } }))],
])('%s gives the same encounter', (_, message) => {
  expect(parsePrecheckRequest(message).encounter).toEqual(whole);
});

function messageOfVisit(visit: Fields): Fields {
  const patient = samplePerson({ fsi_encounter_dtos: [sampleEncounter(visit)] });
  return sampleMessage({ input: { data: sampleData({ patient_dtos: [patient] }) } });
}

/** Every node of the interface as a sibling of the others, as one demo sends them. */
function flatMessage(place: (lists: Fields) => Fields): Fields {
  const { fsi_encounter_dtos: encounters, ...patient } = samplePerson();
  const { fsi_order_dtos, fsi_diagnose_dtos, ...encounter } = (encounters as Fields[])[0]!;
  const { patient_dtos, ...data } = sampleData();
  expect(patient_dtos).toBeDefined();
  const lists = { patient_dtos: [patient], fsi_encounter_dtos: [encounter], fsi_order_dtos, fsi_diagnose_dtos };
  const placed = place(lists);
  return sampleMessage('input' in placed ? placed : { input: { data, ...placed } });
}

test('data alone is read when the caller tells the time', () => {
  const { encounter, notes } = parsePrecheckRequest(sampleData(), { asOf: '2026-07-01 09:30:00' });
  expect(encounter).toEqual({ ...whole, institution: { ...whole.institution } });
  expect(notes.map((note) => note.code)).toEqual(expect.arrayContaining(['envelope-absent', 'as-of-derived']));
});

test('without any time from outside, the latest time of the visit is when it is asked', () => {
  expect(parsePrecheckRequest(sampleData()).encounter.asOf).toBe('2026-07-01 09:20:00');
});

test('a message without any time is refused by the name of the field', () => {
  const patient = samplePerson({
    fsi_encounter_dtos: [{ mdtrt_id: 'M1', fsi_order_dtos: [{ rx_id: 'L1', hilist_code: 'X' }] }],
  });
  expect(() => parsePrecheckRequest(sampleData({ patient_dtos: [patient] }))).toThrowError(
    expect.objectContaining({ code: 'field-missing', path: 'inf_time' }),
  );
});

test('every field on one object, without any list but the lines, is read', () => {
  const { encounter } = parsePrecheckRequest({
    infno: 3101,
    inf_time: '2026-07-01 09:30:00',
    input: { data: { patn_id: 'P1', gend: 2, mdtrt_id: 'M1', med_type: 11, fsi_order_dtos: [sampleLine()] } },
  });
  expect(encounter).toMatchObject({
    id: 'M1',
    insuredPerson: { sex: 'female' },
    visit: { type: 'outpatient' },
    items: [{ id: 'L1' }],
  });
});

test('a person without a visit node still has an encounter', () => {
  const { encounter } = parsePrecheckRequest(
    sampleMessage({
      input: { data: sampleData({ trig_scen: '1', patient_dtos: [{ patn_id: 'P1', curr_mdtrt_id: 'M7' }] }) },
    }),
  );
  expect(encounter).toMatchObject({ id: 'M7', items: [], scene: 'outpatient-registration' });
});

test.each<[string, unknown, string, string]>([
  ['nothing', undefined, 'message-malformed', ''],
  ['a list', [], 'message-malformed', ''],
  ['text that is not JSON', '{"infno":', 'message-malformed', ''],
  ['an input that is not JSON', sampleMessage({ input: '{"data"' }), 'message-malformed', 'input'],
  ['data that is not JSON', sampleMessage({ input: { data: '<xml/>' } }), 'message-malformed', 'input.data'],
  ['an empty object', {}, 'node-missing', 'input.data.patient_dtos'],
  ['an empty input', sampleMessage({ input: {} }), 'node-missing', 'input.data.patient_dtos'],
  [
    'an empty list of persons',
    sampleMessage({ input: { data: { patient_dtos: [] } } }),
    'node-missing',
    'input.data.patient_dtos',
  ],
  ['another transaction', sampleMessage({ infno: '2204' }), 'infno-unsupported', 'infno'],
])('%s is refused', (_, message, code, path) => {
  expect(() => parsePrecheckRequest(message)).toThrowError(expect.objectContaining({ name: 'NhsaError', code, path }));
});

test('an oversized text is refused before it is parsed', () => {
  expect(() => parsePrecheckRequest(' '.repeat(33_554_433))).toThrowError(
    expect.objectContaining({ code: 'message-excessive' }),
  );
});

test('an untouched message leaves only the notes that its placeholders deserve', () => {
  expect(notesOf(sampleMessage())).toEqual([
    'department-unmapped input.data.patient_dtos[0].fsi_encounter_dtos[0].adm_dept_codg',
    'department-unmapped input.data.patient_dtos[0].fsi_encounter_dtos[0].fsi_order_dtos[0].drord_dept_codg',
    'code-ambiguous input.data.patient_dtos[0].fsi_encounter_dtos[0].matn_stas',
  ]);
});

test('notes of one field of a list are one note with a count', () => {
  const lines = Array.from({ length: 500 }, (_, i) => sampleLine({ rx_id: `L${i}`, hilist_pric: '--' }));
  const { notes } = parsePrecheckRequest(messageOfVisit({ fsi_order_dtos: lines }));
  expect(notes.filter((note) => note.path.endsWith('hilist_pric'))).toEqual([
    {
      code: 'value-dummy',
      path: 'input.data.patient_dtos[0].fsi_encounter_dtos[0].fsi_order_dtos[0].hilist_pric',
      count: 500,
    },
  ]);
});
