/** One field of the interface and the ways callers spell it. */
export interface Field {
  /** As the interface spells it; what paths show. */
  readonly name: string;
  /** Every accepted spelling, the interface's own first. */
  readonly names: readonly string[];
}

/**
 * The field of that name, also in camelCase (as serialisers of Java beans write it), then the given other spellings,
 * each in both forms.
 */
export function field(name: string, ...others: readonly string[]): Field {
  const names = new Set<string>();
  for (const spelling of [name, ...others]) {
    names.add(spelling);
    names.add(spelling.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()));
  }
  return { name, names: [...names] };
}
