/**
 * OpenSSL gives and takes SM2 signatures as DER; sealed objects carry `r‖s`, 32 bytes each, as hardware and other
 * libraries do. (It refuses `dsaEncoding: 'ieee-p1363'` for SM2 keys.)
 */

/** `r‖s` of a DER signature that OpenSSL made. */
export function parseDer(der: Uint8Array): Uint8Array {
  const raw = new Uint8Array(2 * SCALAR_BYTES);
  let at = 2;
  for (const end of [SCALAR_BYTES, 2 * SCALAR_BYTES]) {
    const length = der[at + 1]!;
    const scalar = der.subarray(at + 2, at + 2 + length);
    // An integer has a zero in front when its highest bit is set, and none when it is short.
    const digits = scalar.subarray(Math.max(0, scalar.length - SCALAR_BYTES));
    raw.set(digits, end - digits.length);
    at += 2 + length;
  }
  return raw;
}

/** DER of `r‖s`, 64 bytes. */
export function formatDer(raw: Uint8Array): Uint8Array {
  const body = [raw.subarray(0, SCALAR_BYTES), raw.subarray(SCALAR_BYTES)].flatMap((scalar) => {
    const first = scalar.findIndex((byte) => byte !== 0);
    const digits = first < 0 ? [0] : [...scalar.subarray(first)];
    const integer = digits[0]! >= 0x80 ? [0, ...digits] : digits;
    return [0x02, integer.length, ...integer];
  });
  return Uint8Array.of(0x30, body.length, ...body);
}

const SCALAR_BYTES = 32;
