export { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from './algorithm.ts';
export { type NodeCryptoOptions, nodeCrypto } from './node/crypto.ts';
export { exportSigner, generateSigner, importSigner } from './node/signer.ts';
