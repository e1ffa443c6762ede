import { expect, test } from 'vitest';
import {
  encounterKeyOf,
  formatCardUuid,
  formatSuggestionUuid,
  parseCardUuid,
  parseSuggestionUuid,
} from './card-uuid.ts';

const card = { subject: 'alert', id: '0123456789abcdef', encounterKey: 'a40f05650195' } as const;

test('a card and its suggestions have names of version 8 that tell the alert', () => {
  expect(formatCardUuid(card)).toBe('01234567-89ab-8cde-8f00-a40f05650195');
  expect(formatCardUuid({ ...card, subject: 'prompt' })).toBe('01234567-89ab-8cde-8f80-a40f05650195');
  const suggestion = { ...card, disposition: 'self-pay-with-consent', ordinal: 2 } as const;
  expect(formatSuggestionUuid(suggestion)).toBe('01234567-89ab-8cde-af02-a40f05650195');
  expect(parseSuggestionUuid(formatSuggestionUuid(suggestion))).toEqual(suggestion);
  expect(parseCardUuid(formatCardUuid(card))).toEqual(card);
});

test('a suggestion is no card, and neither is anybody else’s name', () => {
  const suggestion = formatSuggestionUuid({ ...card, disposition: 'return-and-change', ordinal: 0 });
  expect(parseCardUuid(suggestion)).toBeUndefined();
  expect(parseSuggestionUuid(formatCardUuid(card))).toBeUndefined();
  // A random one (version 4), one of another application (version 8), no uuid.
  expect(parseCardUuid('4e0a3a1e-3283-4575-ab82-028d55fe2719')).toBeUndefined();
  expect(parseCardUuid('01234567-89ab-8cde-8f01-a40f05650195')).toBeUndefined();
  expect(parseCardUuid('01234567-89ab-8cde-8f00-a40f0565019')).toBeUndefined();
});

test('encounters have keys of their own', () => {
  expect(encounterKeyOf('e1')).toMatch(/^[0-9a-f]{12}$/);
  expect(encounterKeyOf('e1')).toBe(encounterKeyOf('e1'));
  expect(encounterKeyOf('e2')).not.toBe(encounterKeyOf('e1'));
});
