/** Algorithms of signatures that this build makes and checks. */
export const SIGNATURE_ALGORITHMS = ['ed25519', 'sm2'] as const;
/** One of {@link SIGNATURE_ALGORITHMS}. */
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];
