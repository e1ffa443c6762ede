import { type Alert, type Evaluation, evaluate } from '@forecheck/core';
import { parseEncounter } from '@forecheck/core/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCardUuid, formatSuggestionUuid, parseCardUuid, parseSuggestionUuid } from './card-uuid.ts';
import { escapeMarkdown, plainLine } from './markdown.ts';
import { readCdsFeedback } from './read-feedback.ts';
import { readCdsRequest } from './read-request.ts';
import { CDS_REFUSAL_CODES } from './refusal.ts';
import {
  AS_OF,
  cardsOf,
  rulesetOf,
  SEX_RULE,
  sampleCall,
  sampleOrder,
  samplePrefetch,
  sourceOf,
} from './sample-call.ts';
import { writeCdsResponse, writeSummary } from './write-response.ts';

/** Words that a reader of FHIR looks for, so that chance finds its way in. */
const names = fc.constantFrom(
  ...['hook', 'hookInstance', 'context', 'prefetch', 'patientId', 'draftOrders', 'selections', 'entry', 'resource'],
  ...['resourceType', 'id', 'status', 'subject', 'reference', 'code', 'coding', 'system', 'value', 'unit', 'extension'],
  ...['url', 'valueMoney', 'dispenseRequest', 'dosageInstruction', 'timing', 'repeat', 'period', 'frequency', 'text'],
  ...['boundsPeriod', 'start', 'end', 'doseAndRate', 'doseQuantity', 'birthDate', 'gender', 'type', 'class', 'link'],
  ...['feedback', 'card', 'outcome', 'acceptedSuggestions', 'overrideReason', 'outcomeTimestamp', 'userComment'],
  ...['__proto__', 'constructor', 'toString', 'contained', 'medicationReference', 'component', 'valueQuantity'],
);
const leaves = fc.oneof(
  fc.constantFrom(
    'order-sign',
    'order-select',
    'Bundle',
    'MedicationRequest',
    'Patient/p1',
    'Patient',
    'p1',
    'd',
    'active',
  ),
  fc.constantFrom(
    '2026-07-01',
    '2026-02-30',
    '2026-07-01T09:00:00+08:00',
    'Observation',
    'final',
    '',
    '#x',
    'accepted',
  ),
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaves,
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('anything')), { maxLength: 6 }).map((pairs) => {
      const node: Record<string, unknown> = {};
      for (const [name, value] of pairs)
        Object.defineProperty(node, name, { value, enumerable: true, configurable: true });
      return node;
    }),
  ),
}));

/** Orders and prefetched facts whose elements hold anything. */
const damaged = fc
  .tuple(fc.dictionary(names, anything, { maxKeys: 8 }), fc.dictionary(names, anything, { maxKeys: 4 }), anything)
  .map(([order, person, key]) =>
    sampleCall([{ ...order, resourceType: 'MedicationRequest' }, sampleOrder()], {
      prefetch: samplePrefetch({ patient: { ...person, resourceType: 'Patient' }, conditions: key, medications: key }),
    }),
  );

test('any input is read or refused with a code and its status, and what is read is an encounter', () => {
  const ruleset = rulesetOf(sourceOf({}, { logic: { kind: 'limit', mode: 'days', parameters: { max: 3 } } }));
  let readings = 0;
  fc.assert(
    fc.property(fc.oneof(anything, damaged), (body) => {
      const reading = readCdsRequest('forecheck', body, { asOf: AS_OF });
      if (reading.kind === 'refused') {
        const { code, status, path } = reading.refusal;
        expect(status).toBe(CDS_REFUSAL_CODES[code]);
        expect(path).toMatch(PATH);
        return;
      }
      readings += 1;
      const { request } = reading;
      for (const problem of request.problems) expect(problem.path).toMatch(PATH);
      expect(parseEncounter(request.encounter)).toMatchObject({ ok: true });
      const answer = writeCdsResponse({ evaluation: evaluate(ruleset, request.encounter) }, request);
      expect(answer.kind).toBe('answered');
    }),
    { examples: [[sampleCall()]] },
  );
  expect(readings).toBeGreaterThan(20);
});

test('any feedback is read or refused with a code', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (value, isWrapped) => {
      const feedback = readCdsFeedback('forecheck', isWrapped ? { feedback: [value] } : value);
      if (feedback.kind === 'refused') expect(feedback.refusal.status).toBe(400);
      else expect(feedback.dispositions.every(({ alert }) => /^[0-9a-f]{16}$/.test(alert))).toBe(true);
    }),
  );
});

test('whatever a rule says, the summary is one line of 1 to 139 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'binary' }), (message, name) => {
      const summary = writeSummary(message, name);
      expect(summary.length).toBeGreaterThan(0);
      expect(summary.length).toBeLessThan(140);
      expect(summary).not.toMatch(/[\r\n\u2028\u2029]/);
      expect(summary).not.toMatch(/[\ud800-\udfff]/u);
    }),
  );
});

test('escaped words are one line in which nothing is left to mean something', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), markdownWords), (text) => {
      const markdown = escapeMarkdown(text);
      expect(markdown).not.toMatch(/[\r\n]/);
      const { shown, isQuiet } = render(markdown);
      expect(isQuiet).toBe(true);
      expect(shown).toBe(plainLine(text));
    }),
    { numRuns: 500 },
  );
});

test('whatever rules and orders say, a detail has the lines that we write and no others', () => {
  fc.assert(
    fc.property(markdownWords, markdownWords, markdownWords, (message, name, instrument) => {
      const order = sampleOrder({ medicationCodeableConcept: { ...concept(), text: `x${name}` } });
      const { evaluation, request } = cardsOf(sampleCall([order]), sourceOf({}));
      const alert: Alert = {
        ...evaluation.alerts[0]!,
        message: { 'zh-CN': message, en: message },
        basis: [{ instrument: `x${instrument}` }],
        evidence: [],
      };
      const answer = writeCdsResponse({ evaluation: { ...evaluation, alerts: [alert] } as Evaluation }, request);
      const detail = answer.kind === 'answered' ? answer.response.cards[0]!.detail : '';
      const shape = detail.split('\n').map((line) => (line === '' ? '' : line.startsWith('- ') ? '-' : 'p'));
      const expected = ['p', '', '-', '', 'p', '', '-', '', 'p', '', '-', '', 'p'];
      // A message of nothing but blanks leaves its line out.
      expect(shape).toEqual([...(plainLine(message) === '' ? [] : ['p', '']), ...expected]);
    }),
  );
});

test('names of cards and suggestions tell what they were made of', () => {
  const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
  fc.assert(
    fc.property(
      fc.constantFrom('alert' as const, 'prompt' as const),
      hex(16),
      hex(12),
      fc.constantFrom('return-and-change' as const, 'self-pay-with-consent' as const, 'supply-evidence' as const),
      fc.nat(127),
      (subject, id, encounterKey, disposition, ordinal) => {
        const card = { subject, id, encounterKey };
        const suggestion = { ...card, disposition, ordinal };
        expect(formatCardUuid(card)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(parseCardUuid(formatCardUuid(card))).toEqual(card);
        expect(parseSuggestionUuid(formatSuggestionUuid(suggestion))).toEqual(suggestion);
      },
    ),
  );
  expect(SEX_RULE.id).toBe('drug-sex');
});

const PATH = /^[A-Za-z*]*(?:\.[A-Za-z]+|\[\d+\])*$/;

const markdownWords = fc
  .array(
    fc.constantFrom(
      '*',
      '_',
      '`',
      '``',
      '[x](y)',
      '<b>',
      '&lt;',
      '#',
      '- ',
      '1. ',
      '|',
      '~~',
      '\\',
      '\n',
      '@',
      'www.',
      'http://x',
      ' ',
      '演示',
      'a',
    ),
  )
  .map((parts) => parts.join(''));

function concept(): object {
  return sampleOrder()['medicationCodeableConcept'] as object;
}

/** What a renderer would show of our subset, and whether anything stands there that it would act on. */
function render(markdown: string): { readonly shown: string; readonly isQuiet: boolean } {
  let shown = '';
  let isQuiet = true;
  for (let at = 0; at < markdown.length; ) {
    const rest = markdown.slice(at);
    const fence = /^`+/.exec(rest)?.[0];
    if (rest.startsWith('\\') && rest.length > 1) {
      shown += rest[1];
      at += 2;
    } else if (fence !== undefined) {
      const end = new RegExp(`(?<!\`)${fence}(?!\`)`).exec(rest.slice(fence.length));
      if (end === null) return { shown, isQuiet: false };
      const body = rest.slice(fence.length, fence.length + end.index);
      shown += /^ .* $/.test(body) && body.trim() !== '' ? body.slice(1, -1) : body;
      at += fence.length + end.index + fence.length;
    } else {
      if (/^[*_[\]<>#|~&$@]/.test(rest) || /^(?::\/\/|www\.)/i.test(rest)) isQuiet = false;
      if (at === 0 && /^(?:[-+=]|\d{1,9}[.)](?:\s|$))/.test(rest)) isQuiet = false;
      shown += rest[0];
      at += 1;
    }
  }
  return { shown, isQuiet };
}
