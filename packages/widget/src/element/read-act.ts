import type { Act, ActKind } from '../session/act.ts';

/** What a click asks for, by the attributes of the button that it hit. */
export function readAct(target: EventTarget | undefined): Act | undefined {
  const hit = target instanceof Element ? target.closest('[data-act]') : null;
  if (hit === null || (hit instanceof HTMLButtonElement && hit.disabled)) return undefined;
  const kind = hit.getAttribute('data-act') as ActKind;
  const row = hit.getAttribute('data-row') || '';
  const index = Number(hit.getAttribute('data-index') || 0);
  const item = hit.getAttribute('data-item');
  if (kind === 'open') return item === null ? { kind } : { kind, item };
  // What a kind of act does not have is not read.
  return { kind, row, index } as Act;
}

/** What a field was changed to. */
export function readEdit(target: EventTarget | undefined): Act | undefined {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return undefined;
  const field = target.getAttribute('data-field');
  if (field === null) return undefined;
  const isBox = target instanceof HTMLInputElement && target.type === 'checkbox';
  return { kind: 'edit', field, value: isBox ? (target as HTMLInputElement).checked : target.value };
}
