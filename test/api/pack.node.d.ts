// @forecheck/pack/node, as built. `npm run api:update` writes this file.

type Named<Kind extends string> = string & {
    readonly __nameOf?: Kind;
};
type Digest = Named<"digest">;
type KeyId = Named<"key">;
interface PublicKey {
    readonly algorithm: string;
    readonly key: string;
}
interface Signer {
    readonly keyId: KeyId;
    readonly publicKey: PublicKey;
    sign(message: Uint8Array): Promise<Uint8Array>;
}
interface Verifier {
    readonly algorithm: string;
    verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}
interface Crypto {
    digest(bytes: Uint8Array): Promise<Digest>;
    readonly verifiers: readonly Verifier[];
}
declare const SIGNATURE_ALGORITHMS: readonly [
    "ed25519",
    "sm2"
];
type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];
interface NodeCryptoOptions {
    readonly algorithms?: readonly SignatureAlgorithm[];
}
declare function nodeCrypto({ algorithms }?: NodeCryptoOptions): Crypto;
declare function generateSigner(algorithm: SignatureAlgorithm): Signer;
declare function exportSigner(signer: Signer, passphrase?: string): string;
declare function importSigner(pem: string, passphrase?: string): Signer;
export { SIGNATURE_ALGORITHMS, exportSigner, generateSigner, importSigner, nodeCrypto };
export type { NodeCryptoOptions, SignatureAlgorithm };
