import type { ActKind } from '../session/act.ts';
import type { Attributes, Content, VNode } from './vnode.ts';
import { h } from './vnode.ts';

/** What a button does and how it looks. */
export interface ButtonOptions {
  readonly act: ActKind;
  readonly row?: string | undefined;
  readonly index?: number;
  readonly item?: string;
  /** `main`: what most people should press. */
  readonly look?: 'main' | 'plain' | 'quiet';
  /** Shown on it, and told to assistive technology. */
  readonly key?: string;
  readonly attributes?: Attributes;
}

/** A button that names its act in attributes: one listener serves them all. */
export function button(
  { act, row, index, item, look = 'plain', key = '', attributes }: ButtonOptions,
  ...content: Content[]
): VNode {
  return h(
    'button',
    {
      type: 'button',
      class: `button button-${look}`,
      part: `button button-${look}`,
      'data-act': act,
      'data-row': row,
      'data-index': index,
      'data-item': item,
      'aria-keyshortcuts': key === '' ? undefined : key,
      ...attributes,
    },
    h('span', {}, ...content),
    key !== '' && h('kbd', { 'aria-hidden': 'true' }, key),
  );
}
