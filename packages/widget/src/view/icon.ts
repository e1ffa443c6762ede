import { h, type VNode } from './vnode.ts';

/** A shape of its own for each grade, so that none is told by its colour alone. */
export function icon(name: keyof typeof PATHS): VNode {
  return h(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' },
    h('path', { d: PATHS[name], fill: 'currentColor', 'fill-rule': 'evenodd' }),
  );
}

const PATHS = {
  critical: 'M5 0.8h6L15.2 5v6L11 15.2H5L0.8 11V5zM7.1 3.6v5.6h1.8V3.6zM7.1 10.6v1.8h1.8v-1.8z',
  warning: 'M8 1l7.4 13.6H0.6zM7.1 5.6v4.6h1.8V5.6zM7.1 11.2v1.7h1.8v-1.7z',
  info: 'M8 0.8a7.2 7.2 0 110 14.4A7.2 7.2 0 018 0.8zM7.1 6.9v5.3h1.8V6.9zM7.1 3.8v1.8h1.8V3.8z',
  done: 'M8 0.8a7.2 7.2 0 110 14.4A7.2 7.2 0 018 0.8zM6.9 11.3l5.2-5.7-1.3-1.2-4 4.4-1.7-1.8-1.3 1.2z',
} as const;
