import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts'],
  format: ['esm'],
  target: 'node22.15',
  platform: 'node',
  sourcemap: true,
  clean: true,
});
