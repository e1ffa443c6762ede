/** The text with full-width Latin letters, digits and signs (Ａ, １, ．) as the ordinary ones. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET));
}

const FULL_WIDTH_OFFSET = 0xfee0;
