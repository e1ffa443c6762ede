// Every platform has these two, and neither belongs to the ES2022 that pure sources are compiled against.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: 'utf-8',
  options: { readonly fatal: true; readonly ignoreBOM: true },
) => { decode(bytes: Uint8Array): string };

/** Text to bytes. */
export const TO_UTF8 = new TextEncoder();
/** Bytes to text; throws for what is not well formed. */
export const FROM_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
