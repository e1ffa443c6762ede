import { fileURLToPath } from 'node:url';

/** The sample rules that come with this package: `test-data` lies beside `src` in a checkout and beside `dist` elsewhere. */
export const SAMPLE_SOURCE = fileURLToPath(new URL('../test-data/rules', import.meta.url));
