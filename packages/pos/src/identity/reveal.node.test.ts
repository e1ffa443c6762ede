import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOT = new URL('../', import.meta.url);

test('I21 no check, no verdict and no book looks at an identity number', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const callers = files.filter((path) => /\brevealIdentity\b/.test(readFileSync(new URL(path, ROOT), 'utf8')));
  expect(callers.sort()).toEqual(['identity/assess-identity.ts', 'identity/identity-number.ts', 'index.ts']);
});
