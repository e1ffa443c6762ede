import { version } from '@forecheck/core/package.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { CORE_VERSION } from './core-version.ts';

test('the version that packs are compared with is that of the core', () => {
  expect(CORE_VERSION).toBe(version);
});
