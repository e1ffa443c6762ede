/**
 * Whether a text is what systems write into a mandatory field that they cannot fill. Such a fact is missing.
 * Basis: values seen in vendors' 3101 messages.
 */
export function isStandIn(text: string): boolean {
  // A set would hash all 23 characters of a code that was just parsed: 2.7 % of an evaluation.
  return text.length <= STAND_IN_LENGTH_MAX && (text === '' || STAND_INS.has(text));
}

const STAND_IN_LENGTH_MAX = 4;
const STAND_INS: ReadonlySet<string> = new Set(['-', '--', '/', '无', '默认', '未知', 'null', '0']);
