/**
 * One promise of a port, as a function that rejects when it is broken. Run it in any test framework, or in none.
 *
 * @typeParam Place - Where the adapter keeps what it keeps. Each test wants one that is new.
 */
export interface ContractTest<Place> {
  /** A sentence about the promise. */
  readonly name: string;
  readonly run: (place: Place) => Promise<void>;
}

/** Rejects, in the words of the promise, where it does not hold. */
export function demand(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new Error(`broken promise: ${promise}`);
}

/** Compares what JSON can tell apart; bytes are written as hex digits. */
export function demandEqual(actual: unknown, expected: unknown, promise: string): void {
  const [found, wanted] = [written(actual), written(expected)];
  demand(found === wanted, `${promise}: \`${wanted}\` expected, \`${found}\` found`);
}

/** The rejection must carry one of these codes. */
export async function demandRejection(
  call: Promise<unknown>,
  codes: readonly string[],
  promise: string,
): Promise<void> {
  const code = await call.then(
    () => 'none',
    (error: unknown) => String((error as { readonly code?: unknown } | undefined)?.code),
  );
  demand(codes.includes(code), `${promise}: rejection \`${codes.join('` or `')}\` expected, \`${code}\` found`);
}

/** Bytes that a number tells apart from others. */
export function bytesOf(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (seed * 31 + index * 7 + (index >> 8)) & 0xff);
}

/** Bytes of which `slice` gives a view, as those of Node's `Buffer` do: copying them so copies nothing. */
export function sharingBytes(bytes: Uint8Array): Uint8Array {
  const sharing = new SharingBytes(bytes.length);
  sharing.set(bytes);
  return sharing;
}

class SharingBytes extends Uint8Array {
  override slice(begin?: number, end?: number): Uint8Array<ArrayBuffer> {
    return this.subarray(begin, end) as Uint8Array<ArrayBuffer>;
  }
}

function written(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner instanceof Uint8Array ? Array.from(inner, (byte) => byte.toString(16).padStart(2, '0')).join('') : inner,
    ) ?? 'undefined'
  );
}
