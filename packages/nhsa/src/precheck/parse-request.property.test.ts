import { parseEncounter } from '@forecheck/core/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseResponse } from '../envelope/read-response.ts';
import { isNhsaError } from '../error.ts';
import { DATA, DIAGNOSIS, ENCOUNTER, EXTRA, NODES, OPERATION, ORDER, PERSON } from './fields.ts';
import { encounterKeyOf, formatJrId, parseJrId } from './jr-id.ts';
import { parseFeedbackRequest } from './parse-feedback.ts';
import { parsePrecheckRequest } from './parse-request.ts';
import { messageOfLines } from './sample-message.ts';

/** Calls, and gives back the result or the NhsaError; anything else thrown fails the property. */
function attempt<Result>(call: () => Result): Result | undefined {
  try {
    return call();
  } catch (error) {
    if (!isNhsaError(error)) throw error;
    expect(error.path).toMatch(/^[a-z_A-Z0-9.[\]]*$/);
    return undefined;
  }
}

const fieldNames = [NODES, DATA, PERSON, ENCOUNTER, DIAGNOSIS, OPERATION, ORDER, EXTRA].flatMap((group) =>
  Object.values(group).flatMap((field) => field.names),
);
const names = [
  ...fieldNames,
  'infno',
  'inf_time',
  'msgid',
  'warns',
  'warn_rslt_id',
  'dspo_way',
  'dspo_way_rea',
  'infcode',
  'output',
  '__proto__',
  'constructor',
  'toString',
];

const RUNS = 200;

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    '',
    '-',
    '--',
    '默认',
    '无',
    '1',
    '0',
    '2',
    '11',
    '21',
    '3101',
    '3102',
    '10',
    '1,2',
    '23',
    '1900-01-01',
    '2026-07-01',
    '2026-07-01 09:30:00',
    '2026-02-30',
    '20260701',
    1_782_867_907_000,
    0,
    1,
    -1,
    0.1,
    1e-9,
    1e300,
    -0,
    'XA01ABD075A002010100483',
    '{"a":1}',
    '[]',
    '[{}]',
    '[[[',
    '\u0000',
    '𠮷',
    '__proto__',
    'constructor',
    '9999999999.999999',
    '1e5',
    'A'.repeat(300),
  ),
  fc.string(),
  fc.double(),
  fc.integer(),
);

/** JSON of any shape, with names that the reader looks for. */
const jsonShape = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
    tie('object').map((object) => JSON.stringify(object)),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), { maxKeys: 12 }),
}));

test('no JSON makes the reader throw anything but its own error, and what it reads is a valid encounter', () => {
  fc.assert(
    fc.property(fc.oneof(jsonShape.value, jsonShape.object), fc.boolean(), (message, isText) => {
      const sent = isText ? JSON.stringify(message) : message;
      const parsed = attempt(() => parsePrecheckRequest(sent, { asOf: '2026-07-01 09:30:00' }));
      for (const subject of parsed === undefined ? [] : [parsed, ...parsed.others]) {
        expect(parseEncounter(subject.encounter)).toEqual({ ok: true, value: subject.encounter });
        const ids = subject.encounter.items.map((item) => item.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect([...subject.echo.lines.keys()]).toEqual(ids);
      }
    }),
    { numRuns: RUNS },
  );
});

const lineShape = fc.dictionary(
  fc.constantFrom(
    ...Object.values(ORDER).map((field) => field.name),
    ...Object.values(EXTRA).map((field) => field.name),
  ),
  jsonShape.value,
);

test('whatever a line holds, the encounter is valid and the line is not lost', () => {
  fc.assert(
    fc.property(fc.array(lineShape, { minLength: 1, maxLength: 5 }), (lines) => {
      const { encounter } = parsePrecheckRequest(messageOfLines(...lines));
      expect(encounter.items).toHaveLength(lines.length);
      expect(parseEncounter(encounter)).toEqual({ ok: true, value: encounter });
    }),
    { numRuns: RUNS },
  );
});

test('no JSON makes the readers of feedbacks and answers throw anything but their own error', () => {
  fc.assert(
    fc.property(jsonShape.value, (message) => {
      attempt(() => parseFeedbackRequest(message));
      attempt(() => parseResponse(message));
    }),
    { numRuns: RUNS },
  );
});

const hex16 = fc.stringMatching(/^[0-9a-f]{16}$/);

test('ids make the round trip from alert to feedback', () => {
  fc.assert(
    fc.property(
      hex16,
      fc.string(),
      fc.string(),
      fc.constantFrom('alert' as const, 'prompt' as const),
      (id, institution, mdtrt, subject) => {
        const parts = { subject, id, encounterKey: encounterKeyOf({ fixmedinsCode: institution }, mdtrt) };
        const jrId = formatJrId(parts);
        expect(jrId.length).toBeLessThanOrEqual(50);
        expect(parseJrId(jrId)).toEqual(parts);
        const sent = { input: { data: { warns: [{ warn_rslt_id: jrId, dspo_way: '2' }] } } };
        expect(parseFeedbackRequest(sent).dispositions).toMatchObject([
          { alert: id, subject, encounterKey: parts.encounterKey, jrId },
        ]);
      },
    ),
  );
});

test('a line id that can be one reaches the encounter and comes back as sent', () => {
  const id = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => text.trim() === text && /[^-*./]/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 8 }), (ids) => {
      const { echo, encounter } = parsePrecheckRequest(messageOfLines(...ids.map((rx_id) => ({ rx_id }))));
      for (const [i, item] of encounter.items.entries()) {
        const sent = echo.lines.get(item.id)?.rxId;
        if (sent !== undefined) expect(sent).toBe(ids[i]);
      }
    }),
  );
});
