/** 128 random bits in hexadecimal. `crypto.randomUUID` is not there on pages that came over HTTP. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join('');
}
