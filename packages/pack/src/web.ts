export { webCrypto } from './web/crypto.ts';
