import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  // One copy of every module per format: two entries must agree on brands and caches.
  splitting: true,
  dts: true,
  target: 'es2022',
  platform: 'neutral',
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
  external: [/^node:/],
  sourcemap: true,
  clean: true,
});
