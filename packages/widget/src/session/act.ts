/** What somebody does, by keyboard or by hand. `row` is a key; `index` is a place in a list. */
export type Act =
  | {
      readonly kind: 'revise' | 'continue' | 'batch' | 'confirm' | 'cancel' | 'undo' | 'info' | 'print' | 'hold';
    }
  | {
      readonly kind: 'pick' | 'override' | 'supply' | 'snooze' | 'evidence' | 'change' | 'print-consent';
      readonly row: string;
    }
  | { readonly kind: 'fix'; readonly row: string; readonly index: number }
  | { readonly kind: 'attest'; readonly index: number }
  | { readonly kind: 'edit'; readonly field: string; readonly value: string | boolean }
  /** Somebody asks to see what there is about an item, or about all of them. */
  | { readonly kind: 'open'; readonly item?: string };

export type ActKind = Act['kind'];
