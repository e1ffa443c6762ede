/** One thing that a policy expert should look at in a rule source. */
export interface LintDiagnostic {
  readonly code: LintCode;
  readonly severity: LintSeverity;
  /** Where in the source: `knowledge[3].parameters.sex`. Empty for the whole. */
  readonly path: string;
  /** The row that it is about; absent when it is about the source. */
  readonly row?: LintRow;
  /** What is wrong, in plain words. Not for programs. */
  readonly message: string;
  /** What to do about it. Not for programs. */
  readonly hint: string;
}

/** `error`: the source must not be published. `warning`: most likely a mistake. `info`: could be better. */
export type LintSeverity = 'error' | 'warning' | 'info';

/** A row by its kind and id. */
export interface LintRow {
  readonly kind: 'rule' | 'knowledge' | 'catalogue' | 'mapping' | 'policy' | 'withdrawal';
  /** Id, code or local code; the position in the list for rows without one. */
  readonly id: string;
}

/** Every code, its severity and the advice that goes with it. Codes are public API; `docs/errors.md` explains each. */
export const LINT_CODES = {
  'source-malformed': { severity: 'error', hint: 'write the source as `docs/rule-language.md` shows it' },
  'format-unsupported': { severity: 'error', hint: 'set `formatVersion` to 1' },
  'field-missing': { severity: 'error', hint: 'add the property' },
  'field-malformed': { severity: 'error', hint: 'write the property in the form that is expected' },
  'field-unknown': { severity: 'error', hint: 'correct the spelling or remove the property' },
  'diagnostics-truncated': { severity: 'info', hint: 'mend what is listed and lint again' },

  'id-duplicate': { severity: 'error', hint: 'give one of the rows another id, or remove it' },
  'version-overlapping': { severity: 'error', hint: 'end the earlier version on the day the later one begins' },
  'dates-reversed': {
    severity: 'error',
    hint: '`to` is the first day no longer in force, so it must come after `from`',
  },
  'dates-disjoint': { severity: 'warning', hint: 'move the dates of the knowledge point into those of its rule' },

  'rule-unknown': { severity: 'error', hint: 'correct the rule id, or lint together with the source that defines it' },
  'rule-unused': { severity: 'info', hint: 'add knowledge points; a rule without them never looks at an item' },
  'supersedes-unverified': { severity: 'info', hint: 'lint together with the earlier sources to have the id checked' },
  'supersedes-dangling': { severity: 'warning', hint: 'correct the id of the knowledge point that is replaced' },
  'supersedes-foreign': { severity: 'warning', hint: 'a knowledge point replaces one of its own rule; correct the id' },
  'supersedes-cyclic': { severity: 'error', hint: 'let only the newer knowledge point name the older one' },
  'withdrawal-unverified': { severity: 'info', hint: 'lint together with the earlier sources to have the id checked' },
  'withdrawal-dangling': { severity: 'warning', hint: 'correct the id, or remove the withdrawal' },
  'withdrawal-own': {
    severity: 'warning',
    hint: 'remove the row itself; a withdrawal takes back earlier sources only',
  },

  'basis-missing': {
    severity: 'warning',
    hint: 'name the instrument and article on the rule or on the knowledge point',
  },
  'translation-missing': { severity: 'warning', hint: 'write the text in both languages' },
  'prompt-missing': { severity: 'warning', hint: 'put the question for the practitioner into `text`' },
  'placeholder-unknown': { severity: 'error', hint: 'use one of the placeholders that this kind of rule fills' },
  'placeholder-unfilled': { severity: 'warning', hint: 'use one of the placeholders that this kind of rule fills' },
  'placeholder-uneven': { severity: 'info', hint: 'tell the same facts in both languages' },
  'examples-missing': { severity: 'info', hint: 'add an encounter that must fire and a near miss that must not' },
  'examples-onesided': { severity: 'info', hint: 'add the other side: an encounter that must fire, or a near miss' },

  'logic-unknown': { severity: 'error', hint: 'use a kind and mode of `docs/rule-language.md`' },
  'logic-differs': {
    severity: 'error',
    hint: 'keep the kind and mode of a rule; a rule that judges otherwise gets another id',
  },
  'parameter-unknown': { severity: 'error', hint: 'correct the spelling or remove the parameter' },
  'parameter-malformed': { severity: 'error', hint: 'write the parameter in the form that is expected' },
  'parameter-missing': { severity: 'error', hint: 'give the parameter on the rule or on the knowledge point' },
  'window-presumed': { severity: 'info', hint: 'give `window` so that readers need not know the default' },
  'decimal-imprecise': { severity: 'error', hint: 'write at most four digits after the point' },
  'allow-deny-ambiguous': { severity: 'error', hint: 'give `allow` or `deny`, not both' },
  'range-empty': { severity: 'error', hint: 'check the bounds: as written nobody and nothing can meet them' },
  'list-empty': { severity: 'warning', hint: 'fill the list, or remove the row' },

  'items-missing': { severity: 'error', hint: 'list the codes, or remove the knowledge point' },
  'others-missing': { severity: 'error', hint: 'list the codes of the other side in `others`' },
  'others-unexpected': { severity: 'warning', hint: 'remove `others`; this kind of rule looks at one side only' },
  'item-on-both-sides': {
    severity: 'warning',
    hint: 'remove the code from one side; limits on repetition are `limit` rules',
  },
  'item-redundant': { severity: 'info', hint: 'remove the code; it is in the list already' },
  'item-misplaced': {
    severity: 'warning',
    hint: 'use the catalogue code of the item, not a diagnosis or operation code',
  },
  'item-unknown': { severity: 'warning', hint: 'correct the code, or add the item to the catalogue' },
  'code-malformed': { severity: 'error', hint: 'write the code without spaces, with `*` at the end only' },
  'prefix-short': { severity: 'error', hint: 'write at least three characters before `*`' },
  'prefix-shadowing': { severity: 'warning', hint: 'take the code out of one of the two, or supersede the other' },
  'unit-unknown': {
    severity: 'warning',
    hint: 'use the base unit of the item, or one that its catalogue row converts',
  },
  'unit-contradictory': { severity: 'error', hint: 'give the base unit, and no other factor than 1 for it' },

  'knowledge-contradictory': { severity: 'error', hint: 'let one supersede the other, or correct one of them' },
  'knowledge-competing': { severity: 'warning', hint: 'let the newer supersede the older; otherwise both apply' },
  'knowledge-duplicate': { severity: 'warning', hint: 'remove one of the two; otherwise one matter is told twice' },

  'diagnosis-malformed': {
    severity: 'error',
    hint: 'write a code such as `E11.900`, a prefix `E11`, or a range `I60-I64`',
  },
  'diagnosis-broad': { severity: 'warning', hint: 'write at least the three characters of a category' },
  'diagnosis-unknown': { severity: 'warning', hint: 'correct the code; the code list has none that begins so' },

  'applicability-empty': { severity: 'warning', hint: 'remove the empty list to apply always, or fill it' },
  'degree-unexpected': { severity: 'warning', hint: 'degrees belong to the verdict `suspected` only' },

  'policy-unmatchable': { severity: 'warning', hint: 'correct the condition; as written the row decides nothing' },
  'policy-ambiguous': { severity: 'warning', hint: 'keep one of the rows; of equal conditions the later stands' },
  'policy-loosening': { severity: 'error', hint: 'a wider layer decides more strictly and does not allow loosening' },
  'rule-loosening': { severity: 'warning', hint: 'a narrower layer may tighten a rule; leave the wider one as it is' },
  'withdrawal-loosening': { severity: 'warning', hint: 'leave it to the layer that published the row to withdraw it' },
} as const satisfies Readonly<Record<string, { readonly severity: LintSeverity; readonly hint: string }>>;

/** Codes of {@link LintDiagnostic}. */
export type LintCode = keyof typeof LINT_CODES;
