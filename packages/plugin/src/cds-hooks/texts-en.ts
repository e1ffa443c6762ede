import type { CdsTexts } from './texts.ts';

/** English words of cards. */
export const enTexts: CdsTexts = {
  language: 'en',
  service: {
    title: 'Medical insurance compliance',
    descriptions: {
      'order-select': 'Prompts about the selected orders, against the insurance catalogue and its rules.',
      'order-sign': 'Prompts about all orders that are to be signed, against the insurance catalogue and its rules.',
    },
    usageRequirements:
      'The Patient has to be prefetched. Rules whose facts (encounter, conditions, coverage, earlier orders) are not sent are left undecided.',
  },
  sourceLabel: 'Insurance rule',
  headings: {
    offending: 'Orders to correct',
    involved: 'Orders involved',
    excess: 'Excess',
    evidence: 'Why it fired',
    basis: 'Basis',
    decision: 'What is asked',
    fixes: 'What would do',
    pack: 'Rule version',
  },
  excess: { quantity: 'quantity {value} {unit}', days: '{value} days', amount: 'amount {value} yuan' },
  decisions: {
    pass: 'nothing',
    remind: 'a reminder',
    'require-reason': 'a reason, to go on',
    'require-fix': 'a change, to go on',
    block: 'not to go on',
  },
  fixes: {
    'remove-item': 'Remove {item}',
    'remove-items': 'Remove {item}',
    'add-companion': 'Add {code} beside {item}',
    'reduce-quantity': 'Set the quantity of {item} to {to} {unit}',
    'shorten-days': 'Set the days of {item} to {to}',
    'self-pay-with-consent': 'Let the person pay for {item}, with consent',
    'set-price': 'Set the unit price of {item} to {to} yuan',
  },
  actions: { create: 'Add: {label}', update: 'Change: {label}', delete: 'Remove: {item}' },
  inForceFrom: 'in force from {date}',
  bound: ' (bound: {bound})',
  stale: 'The rules are out of date; they are those of the last synchronisation.',
  prompt: 'Please confirm that there is evidence for {item}: {prompt}',
  evidenceOnFile: 'The evidence is on file',
  overrideReasons: {
    'clinical-need': 'Clinically needed',
    emergency: 'Emergency or rescue',
    'no-alternative': 'No alternative available',
    'specialist-advice': 'Advised by a specialist or consultation',
    'record-incomplete': 'Diagnosis or record still to be completed',
    other: 'Other (please explain)',
    'self-pay-with-consent': 'The person consented to pay',
    'evidence-on-file': 'The evidence is on file',
  },
  comma: ', ',
};
