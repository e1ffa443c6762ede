/** `; did you mean …?` when a known name is close to what was typed, else nothing. */
export function suggestName(typed: string, known: readonly string[]): string {
  let nearest = '';
  let nearestDistance = Math.max(2, Math.ceil(typed.length / 3)) + 1;
  for (const name of known) {
    const distance = typed !== '' && name.startsWith(typed) ? 1 : editDistance(typed, name);
    if (distance < nearestDistance) {
      nearest = name;
      nearestDistance = distance;
    }
  }
  return nearest === '' ? '' : `; did you mean \`${nearest}\`?`;
}

/** Letters to add, drop or change to make one word of another (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      current.push(Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + change));
    }
    previous = current;
  }
  return previous[b.length]!;
}
