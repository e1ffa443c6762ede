import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configJsonSchema } from './config-schema.ts';
import { parseConfig, readConfig } from './read-config.ts';

const MINIMAL = { folder: 'data', institution: 'H0001', scope: 'cn', root: 'root.json' };

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a configuration', () => {
  test('has its paths taken from its own folder', () => {
    const config = { ...MINIMAL, widget: '../w.js', listen: { tls: { certFile: 'c.pem', keyFile: '/k.pem' } } };
    expect(parseConfig(config, '/etc/forecheck')).toMatchObject({
      folder: '/etc/forecheck/data',
      root: '/etc/forecheck/root.json',
      widget: '/etc/w.js',
      listen: { tls: { certFile: '/etc/forecheck/c.pem', keyFile: '/k.pem' } },
    });
  });

  test.each<[string, object, string]>([
    ['without an institution', { institution: undefined }, 'institution'],
    ['with a port beyond all ports', { listen: { port: 70_000 } }, 'listen.port'],
    ['with a misspelt setting', { orgins: [] }, 'orgins'],
    ['with a misspelt setting further down', { listen: { prot: 1 } }, 'listen.prot'],
    ['with an origin that has a path', { origins: ['https://his.example/app'] }, 'origins.0'],
    ['with every origin', { origins: ['*'] }, 'origins.0'],
    ['with an origin in capitals, which no browser sends', { origins: ['https://HIS.example'] }, 'origins.0'],
    ['with a host that is an address of a page', { listen: { hosts: ['http://a'] } }, 'listen.hosts.0'],
    ['with an address of the bureau that is none', { urls: ['https://bureau.example'] }, 'urls.0'],
    ['with a limit of nothing', { limits: { itemsMax: 0 } }, 'limits.itemsMax'],
    ['with a limit that there is not', { limits: { itemMax: 1 } }, 'limits.itemMax'],
    [
      'with a decision that there is not',
      { policy: { whenUndetermined: [{ rule: 'R', decision: 'no' }] } },
      'policy.whenUndetermined.0.decision',
    ],
    [
      'with a table of the interface that there is not',
      { nhsa: { request: { tables: { sex: {} } } } },
      'nhsa.request.tables.sex',
    ],
    ['on a network without TLS', { listen: { host: '0.0.0.0' } }, 'listen.tls'],
    ['on a name that others may resolve, without TLS', { listen: { host: 'check.example' } }, 'listen.tls'],
    [
      'on a network without tokens',
      { listen: { host: '10.0.0.1', tls: { certFile: 'c', keyFile: 'k' } }, nativeWithoutToken: true },
      'nativeWithoutToken',
    ],
  ])('%s is refused by the name of the field', (_, change, path) => {
    expect(failure(() => parseConfig({ ...MINIMAL, ...change }, '/'))).toMatchObject({
      code: 'option-malformed',
      detail: { path },
      message: expect.stringContaining(path === 'listen.tls' || path === 'nativeWithoutToken' ? '' : `\`${path}\``),
    });
  });

  test('what was put in the wrong place is not repeated', () => {
    const error = failure(() => parseConfig({ ...MINIMAL, origins: ['fcp_secret'] }, '/')) as Error;
    expect(error.message).not.toContain('secret');
  });

  test('is read from a file, with or without a byte order mark', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forecheck-config-'));
    const file = join(folder, 'plugin.json');
    writeFileSync(file, `\uFEFF${JSON.stringify(MINIMAL)}`);
    expect(await readConfig(file)).toMatchObject({ folder: join(folder, 'data') });
    writeFileSync(file, '{ "folder": ');
    await expect(readConfig(file)).rejects.toMatchObject({ code: 'option-malformed' });
    rmSync(folder, { recursive: true });
    await expect(readConfig(file)).rejects.toMatchObject({ code: 'file-unreadable', detail: { problem: 'ENOENT' } });
  });

  test('has a schema for editors', () => {
    const schema = configJsonSchema() as { properties: object; required: string[] };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['folder', 'origins', 'nhsa', 'cdsHooks']));
    expect(schema.required).toEqual(['folder', 'institution', 'scope', 'root']);
  });
});
