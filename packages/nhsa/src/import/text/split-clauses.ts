/**
 * The alternatives of a restriction, in order: `限：1.甲；2.乙。` → 甲, 乙. Expects normalised text. A text without
 * numbering is split at semicolons; the leading 限 and closing punctuation are dropped.
 */
export function splitClauses(text: string): readonly string[] {
  return text
    .split(/;/)
    .map((part) =>
      part
        // A number before a point is a number of the list only where a clause begins: `1.1岁至14岁` is clause 1.
        .replace(/^限?(?:以下情况方可支付)?:?/, '')
        .replace(/^\d{1,2}\./, '')
        .replace(/^限/, '')
        .replace(/[。.,]+$/, ''),
    )
    .filter((clause) => clause !== '');
}
