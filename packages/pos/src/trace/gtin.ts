/** The last digit of a GTIN whose other digits are given. Basis: GS1 General Specifications, standard check digit. */
export function gtinCheckDigit(body: string): string {
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) {
    // Weights run 3, 1, 3 … from the right.
    sum += (body.charCodeAt(at) - 0x30) * ((body.length - at) % 2 === 1 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether the text is a GTIN of 8, 12, 13 or 14 digits with the right check digit. */
export function isGtin(text: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(text) && gtinCheckDigit(text.slice(0, -1)) === text.slice(-1);
}
