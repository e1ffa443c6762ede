import { activate, evaluate, openSegment, type RuleDefinition } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import { expect, test } from 'vitest';
import { parsePrecheckRequest } from './parse-request.ts';
import { type Fields, messageOfEncounter, messageOfLines, sampleDiagnosis } from './sample-message.ts';

function readLine(line: Fields) {
  const { encounter, notes } = parsePrecheckRequest(messageOfLines(line));
  const { code, kind, localCode } = encounter.items[0]!;
  return { code, kind, localCode, isNoted: notes.some((note) => note.code === 'code-normalised') };
}

test('a national code in small letters or full-width signs is read as the code, with a note', () => {
  const national = { code: 'XA01ABD075A002010100483', kind: 'drug', localCode: 'LOCAL-1', isNoted: true };
  expect(readLine({ hilist_code: 'xa01abd075a002010100483' })).toEqual(national);
  expect(readLine({ hilist_code: 'ＸＡ０１ＡＢＤ０７５Ａ００２０１０１００４８３' })).toEqual(national);
  expect(readLine({ hilist_code: '００１２０１００００３００００', hilist_type: '201' })).toMatchObject({
    code: '001201000030000',
    kind: 'service',
  });
  expect(readLine({}).isNoted).toBe(false);
});

test('a code of the institution keeps its small letters', () => {
  expect(readLine({ hilist_code: 'abc-1', hosplist_code: 'ab１' })).toEqual({
    code: 'abc-1',
    kind: 'drug',
    localCode: 'ab１',
    isNoted: false,
  });
});

test('full-width signs in diagnoses and coded fields are read as well', () => {
  const { encounter, notes } = parsePrecheckRequest(
    messageOfEncounter(
      { fsi_diagnose_dtos: [sampleDiagnosis({ dise_codg: 'Ｉ１０．ｘ００' })], insutype: '３１０' },
      { gend: '２' },
    ),
  );
  expect(encounter.diagnoses).toEqual([expect.objectContaining({ code: 'I10.x00', isMain: true })]);
  expect(encounter.insuredPerson).toMatchObject({ sex: 'female', insuranceType: 'employee' });
  expect(notes.filter(({ code }) => code === 'code-normalised')).toHaveLength(3);
});

test('a code that the institution lists in full-width signs is its own', () => {
  const { encounter } = parsePrecheckRequest(messageOfEncounter({ insutype: '３１０' }), {
    tables: { insuranceType: { '３１０': 'resident' } },
  });
  expect(encounter.insuredPerson?.insuranceType).toBe('resident');
});

test('a decoction piece is one without a national code too, with a note', () => {
  const read = (line: Fields) => {
    const { encounter, notes } = parsePrecheckRequest(messageOfLines(line));
    return [
      encounter.items[0]?.kind,
      ...notes.map(({ code }) => code).filter((code) => /^(decoction|code)-/.test(code)),
    ];
  };
  const ambiguous = 'code-ambiguous';
  expect(read({ hilist_type: '102', hilist_code: '' })).toEqual([
    'decoction-piece',
    'decoction-piece-uncoded',
    ambiguous,
  ]);
  expect(read({ hilist_type: 102, hilist_code: 'HERB-1' })).toContain('decoction-piece-uncoded');
  expect(read({ hilist_type: '102', hilist_code: 'T000100001' })).toEqual(['decoction-piece', ambiguous]);
  // Sent as a drug, which it is; and a drug that is sent as a piece.
  expect(read({ hilist_type: '101', hilist_code: 'T000100001' })).toEqual(['decoction-piece', ambiguous]);
  expect(read({ hilist_type: '102' })).toEqual(['drug', 'code-conflicting', ambiguous]);
  expect(read({ hilist_type: '101', hilist_code: '' })).toEqual(['drug', ambiguous]);
});

test('a piece without a code leaves a prescription of listed pieces undetermined', () => {
  const rule: RuleDefinition = {
    id: 'R',
    name: { 'zh-CN': 'x', en: 'x' },
    message: { 'zh-CN': 'x', en: 'x' },
    logic: { kind: 'coverage', mode: 'composition' },
    verdict: 'violation',
    severity: 'warning',
    fundScope: 'any',
    basis: [{ instrument: 'x' }],
  };
  const knowledge = [{ id: 'K', rule: 'R', items: ['T000100001'] }];
  const view = openSegment(compileSegment({ formatVersion: 1, id: 'S', layer: 'national', rules: [rule], knowledge }));
  const ruleset = activate({ manifest: 'm', segments: ['s'] }, [{ digest: 's', view }]);
  const listed = { hilist_type: '102', hilist_code: 'T000100001' };
  const judge = (...lines: readonly Fields[]) => {
    const { alerts, undetermined } = evaluate(ruleset, parsePrecheckRequest(messageOfLines(...lines)).encounter);
    return [alerts.length, undetermined.map(({ missing }) => missing)];
  };
  expect(judge(listed)).toEqual([1, []]);
  expect(judge(listed, { hilist_type: '102', hilist_code: '' })).toEqual([0, [['items.code']]]);
});

test('a line from before the birth is noted, and both days are kept', () => {
  const { encounter, notes } = parsePrecheckRequest(
    messageOfEncounter(
      { fsi_order_dtos: [{ rx_id: '1', drord_begn_date: '2026-06-30 23:59:59', cnt: 1 }] },
      { brdy: '2026-07-01' },
    ),
  );
  expect(encounter.insuredPerson?.birthDate).toBe('2026-07-01');
  expect(encounter.items[0]?.occurredAt).toBe('2026-06-30 23:59:59');
  expect(notes).toContainEqual({ code: 'birth-date-conflicting', path: 'input.data.patient_dtos[0].brdy', count: 1 });
  const onTheDay = messageOfEncounter({}, { brdy: '2026-07-01' });
  expect(parsePrecheckRequest(onTheDay).notes.map(({ code }) => code)).not.toContain('birth-date-conflicting');
});
