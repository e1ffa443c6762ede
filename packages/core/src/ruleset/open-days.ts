/** Days `[from, to)`. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** What is left of some days when others are taken away, in order. */
export function openDays(days: Days, taken: readonly Days[]): readonly Days[] {
  let left: readonly Days[] = [{ from: days.from, to: days.to }];
  for (const { from, to } of taken) {
    left = left.flatMap((piece) =>
      [
        { from: piece.from, to: Math.min(piece.to, from) },
        { from: Math.max(piece.from, to), to: piece.to },
      ].filter((part) => part.from < part.to),
    );
  }
  return left;
}
