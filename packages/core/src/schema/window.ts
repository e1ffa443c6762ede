import { WINDOW_ARGUMENT_MAX } from '../segment/window-encoding.ts';
import type { SameClassParameters, Window } from '../source/rule-logic.ts';
import { constant, member, optional, type Schema, textThat, unionBy, whole } from './field.ts';

type WindowOf<Kind extends Window['kind']> = Extract<Window, { readonly kind: Kind }>;
/** The windows that are told by their name alone. */
type PlainWindow = Exclude<Window, { readonly kind: 'insurance-year' | 'hours' | 'rolling' | 'course' }>;

const plain = (kind: PlainWindow['kind']) => member<PlainWindow>({ kind: constant(kind) });
const days = whole(1, WINDOW_ARGUMENT_MAX);

const startsOn = textThat(
  (text) => /^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/.test(text),
  'a day `MM-DD` that every year has, up to the 28th',
);

const options = {
  line: plain('line'),
  prescription: plain('prescription'),
  visit: plain('visit'),
  day: plain('day'),
  hour: plain('hour'),
  week: plain('week'),
  month: plain('month'),
  quarter: plain('quarter'),
  year: plain('year'),
  lifetime: plain('lifetime'),
  'insurance-year': member<WindowOf<'insurance-year'>>({
    kind: constant('insurance-year'),
    startsOn: optional(startsOn),
  }),
  hours: member<WindowOf<'hours'>>({ kind: constant('hours'), hours: days }),
  rolling: member<WindowOf<'rolling'>>({ kind: constant('rolling'), days }),
  course: member<WindowOf<'course'>>({ kind: constant('course'), gapDays: days }),
} satisfies Readonly<Record<Window['kind'], unknown>>;

export const windowSchema: Schema<Window> = unionBy('kind', options);

/** Also `overlap`: the items are in use at the same time. */
export const windowOrOverlapSchema: Schema<SameClassParameters['window']> = unionBy('kind', {
  ...options,
  overlap: member<{ readonly kind: 'overlap' }>({ kind: constant('overlap') }),
});
