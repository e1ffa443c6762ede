import { rmSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';

// Here and not by `clean`: two builds go on at once, and one must not sweep away what the other has made.
rmSync('dist', { recursive: true, force: true });

const common: Options = {
  format: ['esm', 'cjs'],
  dts: true,
  platform: 'neutral',
  sourcemap: true,
};

export default defineConfig([
  {
    ...common,
    entry: ['src/index.ts'],
    target: 'es2022',
    // `node:sqlite` has no name without its prefix.
    removeNodeProtocol: false,
    external: [/^node:/],
  },
  // The client runs in the pages that the widget runs in: Chromium 67 and on.
  { ...common, entry: ['src/browser.ts'], target: ['es2018', 'chrome67'] },
]);
