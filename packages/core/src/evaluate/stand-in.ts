/**
 * Whether a text is what systems write into a mandatory field that they cannot fill. Such a fact is missing.
 * Basis: values seen in vendors' 3101 messages.
 */
export function isStandIn(text: string): boolean {
  return text === '' || STAND_INS.has(text);
}

const STAND_INS: ReadonlySet<string> = new Set(['-', '--', '/', '无', '默认', '未知', 'null', '0']);
