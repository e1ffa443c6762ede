/**
 * The text, or as much of it as fits into `lengthMax` UTF-16 code units with an ellipsis at the end. Cuts after a
 * mark or space where one is near, never inside a surrogate pair.
 */
export function clipText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  let end = lengthMax - 1;
  if (isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  const floor = Math.floor(lengthMax * NEAR);
  for (let at = end; at > floor; at -= 1) {
    if (MARKS.has(text.charAt(at - 1))) return text.slice(0, at) + ELLIPSIS;
  }
  return text.slice(0, end) + ELLIPSIS;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

const ELLIPSIS = '…';
const MARKS: ReadonlySet<string> = new Set(['。', '；', ';', '，', ',', '、', '！', '？', ' ', '\n']);
/** A mark further back than this share of the length would cost more text than it helps reading. */
const NEAR = 0.8;
