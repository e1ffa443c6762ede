import { fill } from '../locale/words.ts';
import type { ConsentGiver } from '../model/consent.ts';
import { reasonsFor } from '../model/reasons.ts';
import {
  type ConsentForm,
  type FieldProblem,
  type Form,
  needsRelation,
  needsStaffNumber,
  type OverrideForm,
  problemsOf,
  textMinOfForm,
} from '../session/form.ts';
import { labelOf } from '../session/give-dispositions.ts';
import { HOLD } from '../session/session.ts';
import { button } from './button.ts';
import { type Screen, say } from './screen.ts';
import { type Content, h, type VNode } from './vnode.ts';
import { wordFix } from './word-fix.ts';

/** The form that is open, under the row that it is about. */
export function formView(screen: Screen, form: Form): VNode {
  const { session, settings } = screen;
  const reasons = form.kind === 'override' ? reasonsFor(settings.reasons, form.rules, form.isBreakGlass) : [];
  const problems = problemsOf(form, reasons);
  const shown = session.isFormTried ? problems : [];
  const isBatch = form.rows.length > 1;
  return h(
    'div',
    { class: 'form', part: 'form', role: 'group', 'aria-labelledby': 'form-title' },
    h('h4', { id: 'form-title' }, titleOf(screen, form)),
    form.kind === 'override' && overrideFields(screen, form, reasons, shown),
    form.kind === 'evidence' && textField(screen, form, 0, shown),
    form.kind === 'consent' && consentFields(screen, form, shown),
    h(
      'div',
      { class: 'actions' },
      button(
        { act: 'confirm', look: 'main', key: 'Enter', attributes: { disabled: problems.length > 0 } },
        isBatch ? say(screen, 'confirm-batch', { n: form.rows.length }) : confirmText(screen, form),
      ),
      button({ act: 'cancel' }, say(screen, 'cancel')),
      form.kind === 'consent' &&
        button({ act: 'print-consent', row: form.rows[0] || '', look: 'quiet' }, say(screen, 'print-consent')),
    ),
  );
}

function titleOf(screen: Screen, form: Form): string {
  if (form.kind !== 'override') return say(screen, form.kind === 'consent' ? 'form-consent' : 'form-evidence');
  if (form.rows[0] === HOLD) return say(screen, 'form-hold');
  if (form.isBreakGlass) return say(screen, 'form-break-glass');
  return form.rows.length > 1 ? say(screen, 'form-batch', { n: form.rows.length }) : say(screen, 'form-override');
}

const confirmText = (screen: Screen, form: Form): string =>
  form.kind === 'consent' ? wordFix(screen, form.fix) : say(screen, 'confirm');

function overrideFields(
  screen: Screen,
  form: OverrideForm,
  reasons: ReturnType<typeof reasonsFor>,
  shown: readonly FieldProblem[],
): Content {
  const { words } = screen.settings;
  const roles = form.roles.map((role) => words.role[role]);
  return [
    form.roles.length > 0 &&
      h('p', { class: 'notice' }, say(screen, 'by-others', { roles: roles.join(words.say.comma) })),
    choices(
      screen,
      { field: 'code', legend: words.say.reason, value: form.code, problem: problemText(screen, 'reason', shown) },
      reasons.map((reason): [string, string] => [reason.code, labelOf(reason, reason.code, words)]),
    ),
    textField(screen, form, textMinOfForm(form, reasons), shown),
    form.roles.length > 1 &&
      choices(
        screen,
        {
          field: 'role',
          legend: words.say.role,
          value: form.role,
          problem: problemText(screen, 'role', shown),
          isPlain: true,
        },
        form.roles.map((role): [string, string] => [role, words.role[role]]),
      ),
    needsStaffNumber(form) &&
      field(screen, 'staffNumber', words.say['staff-number'], problemText(screen, 'staff-number', shown), {
        value: form.staffNumber,
        autocomplete: 'off',
      }),
  ];
}

function consentFields(screen: Screen, form: ConsentForm, shown: readonly FieldProblem[]): Content {
  const { words } = screen.settings;
  const isEmergency = form.by === 'nobody';
  return [
    choices(
      screen,
      {
        field: 'by',
        legend: words.say['consent-by'],
        value: form.by,
        problem: problemText(screen, 'consent-by', shown),
      },
      GIVERS.map((giver): [string, string] => [giver, words.giver[giver]]),
    ),
    needsRelation(form.by) &&
      field(screen, 'relation', words.say.relation, problemText(screen, 'relation', shown), { value: form.relation }),
    isEmergency && textField(screen, form, textMinOfForm(form, []), shown),
    field(screen, 'at', words.say.time, problemText(screen, 'time', shown), { type: 'datetime-local', value: form.at }),
    form.by !== '' &&
      !isEmergency &&
      h(
        'label',
        { class: 'choice' },
        h('input', { type: 'checkbox', 'data-field': 'isTold', checked: form.isTold }),
        h('span', {}, words.say.told),
      ),
    problemView('told', problemText(screen, 'told', shown)),
  ];
}

interface Choices {
  readonly field: string;
  readonly legend: string;
  readonly value: string;
  readonly problem: string;
  /** Digits do not reach it. */
  readonly isPlain?: boolean;
}

function choices(
  _: Screen,
  { field: name, legend, value, problem, isPlain }: Choices,
  options: readonly (readonly [string, string])[],
): VNode {
  return h(
    'fieldset',
    { class: 'field', 'aria-describedby': problem === '' ? undefined : `problem-${name}` },
    h('legend', {}, legend),
    h(
      'div',
      { class: 'choices' },
      options.map(([code, label], index) =>
        h(
          'label',
          { class: 'choice', key: code },
          h('input', {
            type: 'radio',
            name: `field-${name}`,
            value: code,
            'data-field': name,
            checked: code === value,
          }),
          isPlain !== true && h('kbd', { 'aria-hidden': 'true' }, String(index + 1)),
          h('span', {}, label),
        ),
      ),
    ),
    problemView(name, problem),
  );
}

function textField(
  screen: Screen,
  form: { readonly kind: Form['kind']; readonly text: string },
  min: number,
  shown: readonly FieldProblem[],
): VNode {
  const { say: phrases } = screen.settings.words;
  const needed = form.kind === 'evidence' ? 5 : min;
  const plain = form.kind === 'consent' ? phrases['emergency-text'] : phrases.text;
  const label = needed > 0 && form.kind !== 'consent' ? fill(phrases['text-needed'], { n: needed }) : plain;
  const problem = problemText(screen, 'text', shown);
  return h(
    'label',
    { class: 'field' },
    h('span', { class: 'label' }, label),
    h('textarea', {
      'data-field': 'text',
      rows: 2,
      maxlength: 300,
      value: form.text,
      'aria-required': needed > 0 ? 'true' : undefined,
      'aria-invalid': problem === '' ? undefined : 'true',
      'aria-describedby': problem === '' ? undefined : 'problem-text',
    }),
    problemView('text', problem),
  );
}

function field(_: Screen, name: string, label: string, problem: string, attributes: Record<string, string>): VNode {
  return h(
    'label',
    { class: 'field' },
    h('span', { class: 'label' }, label),
    h('input', {
      type: 'text',
      maxlength: 40,
      'data-field': name,
      'aria-required': 'true',
      'aria-invalid': problem === '' ? undefined : 'true',
      'aria-describedby': problem === '' ? undefined : `problem-${name}`,
      ...attributes,
    }),
    problemView(name, problem),
  );
}

function problemText({ settings }: Screen, problem: FieldProblem, shown: readonly FieldProblem[]): string {
  return shown.indexOf(problem) < 0 ? '' : settings.words.problem[problem];
}

function problemView(name: string, problem: string): Content {
  return problem !== '' && h('span', { class: 'problem', id: `problem-${name}` }, problem);
}

const GIVERS: readonly ConsentGiver[] = ['insured-person', 'relative', 'guardian', 'nobody'];
