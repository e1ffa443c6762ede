import { expect, test } from 'vitest';
import { version } from '../package.json' with { type: 'json' };
import { PLUGIN_VERSION } from './plugin-version.ts';

test('the version that the plugin tells is that of its package', () => {
  expect(PLUGIN_VERSION).toBe(version);
});
