import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMessageSettings } from './message-settings.ts';
import { copySamples, type SampleFolder } from './sample-folder.ts';

let samples: SampleFolder;
beforeEach(() => {
  samples = copySamples();
});
afterEach(() => samples.remove());

function read(content: unknown) {
  const path = samples.path('own.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readMessageSettings(path);
}

test('every setting is taken as it is written', async () => {
  const settings = {
    request: {
      phase: 'review',
      institution: { kind: 'hospital', level: 'tertiary', region: '999900', specialities: ['儿科'] },
      historyCoverage: 'regional',
      tables: {
        reproductiveState: { '7': 'pregnant', '8': 'missing' },
        institutionLevel: 'short',
        practitionerTitle: { A: 'chief' },
        orderBehaviour: 'national',
        visitType: { '99': 'inpatient' },
        insuranceType: { '3': 'employee', '4': 'missing' },
      },
      departments: { '0301': '儿科' },
      selfPaid: 'ignored',
      standingQuantity: 'total',
      itemNames: 'omitted',
    },
    response: {
      prompts: 'omit',
      undetermined: 'include',
      behaviourType: '2',
      behaviourTypeByRule: { 'R-1': '1' },
      firstTellsAll: true,
      region: '999900',
    },
  };
  expect(await read(settings)).toEqual(settings);
  expect(await read({})).toEqual({});
  expect(await read({ request: { departments: 'as-sent' } })).toEqual({ request: { departments: 'as-sent' } });
  expect(await readMessageSettings(undefined)).toEqual({});
});

test('the example of the documentation and the sample file are settings', async () => {
  const page = readFileSync(new URL('../../../docs/nhsa.md', import.meta.url), 'utf8');
  const example = page.split('forecheck evaluate --settings')[1]?.split('```json\n')[1]?.split('```')[0] ?? '';
  expect(await read(example)).toMatchObject({ request: { standingQuantity: 'per-day' } });
  expect(await readMessageSettings(samples.path('settings.json'))).toHaveProperty('request.institution');
});

test.each([
  [{ requests: {} }, 'requests', 'there is no setting `requests`; did you mean `request`?'],
  [
    { request: { standingQuantity: 'perday' } },
    'request.standingQuantity',
    '`request.standingQuantity` is not one of `cautious`, `per-day`, `total`; did you mean `per-day`?',
  ],
  [{ request: { asOf: '2026-07-01' } }, 'request.asOf', 'there is no setting `request.asOf`'],
  [{ request: { tables: { insurancetype: {} } } }, 'request.tables.insurancetype', 'did you mean `insuranceType`?'],
  [{ request: { tables: { insuranceType: { '3': 'worker' } } } }, 'request.tables.insuranceType.3', '`missing`'],
  [{ request: { tables: { institutionLevel: 3 } } }, 'request.tables.institutionLevel', 'or a table of codes'],
  [{ request: { institution: { level: 3 } } }, 'request.institution.level', '`tertiary`'],
  [{ request: { institution: { specialities: ['a', 1] } } }, 'request.institution.specialities[1]', 'a text'],
  [{ request: { departments: ['a'] } }, 'request.departments', 'an object'],
  [{ response: { firstTellsAll: 'yes' } }, 'response.firstTellsAll', '`true` or `false`'],
  [{ response: { region: '12' } }, 'response.region', 'six digits'],
  [{ response: null }, 'response', 'an object'],
])('%j is refused where it is wrong', async (content, path, words) => {
  const refusal = read(content);
  await expect(refusal).rejects.toMatchObject({ code: 'settings-malformed', detail: { path } });
  await expect(refusal).rejects.toThrow(words);
});

test.each(['', 'x', '[1, 2]', '{"request":', '"x"'])('a file that holds %j is no file of settings', async (content) => {
  await expect(read(content)).rejects.toMatchObject({ code: 'settings-malformed' });
});

test('a file that is not there is told as such', async () => {
  await expect(readMessageSettings(samples.path('none.json'))).rejects.toMatchObject({ code: 'file-unreadable' });
});
