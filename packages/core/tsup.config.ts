import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/compile.ts', 'src/schema.ts'],
  format: ['esm', 'cjs'],
  // One copy of every module per format: two entries must agree on brands and caches.
  splitting: true,
  dts: true,
  target: 'es2022',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
});
