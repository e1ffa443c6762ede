// @forecheck/pack/web, as built. `npm run api:update` writes this file.

type Named<Kind extends string> = string & {
    readonly __nameOf?: Kind;
};
type Digest = Named<"digest">;
interface Verifier {
    readonly algorithm: string;
    verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}
interface Crypto {
    digest(bytes: Uint8Array): Promise<Digest>;
    readonly verifiers: readonly Verifier[];
}
declare function webCrypto(): Crypto;
export { webCrypto };
