// The browser tests need a Chromium and a font that has Chinese. Installs both where that needs no questions asked
// (root on Debian or Ubuntu), else names the one command to run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const APT_PACKAGES = ['chromium', 'fonts-noto-cjk'];

if (!hasChromium() || !hasFont()) {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) installWithApt();
  if (!hasChromium()) {
    console.error(`No Chromium at \`${chromium}\`. The browser tests need one; run

  sudo apt-get install -y ${APT_PACKAGES.join(' ')}

or set CHROMIUM_PATH to a Chromium or Chrome that you have.`);
    process.exit(1);
  }
  if (!hasFont()) console.warn('No Chinese font found; screenshots will show boxes. Package: fonts-noto-cjk.');
}

function hasChromium() {
  return existsSync(chromium);
}

function hasFont() {
  if (process.platform !== 'linux') return true;
  if (existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true;
  const { stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return (stdout ?? '').trim() !== '';
}

function installWithApt() {
  console.log(`Installing ${APT_PACKAGES.join(' and ')} (apt-get) …`);
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', ...APT_PACKAGES],
  ]) {
    // Output is shown only when it failed: it is several hundred lines long.
    const result = spawnSync('apt-get', [...lock, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (result.status !== 0) {
      console.error(`apt-get ${args.join(' ')} failed:\n${result.stdout?.slice(-2000)}${result.stderr?.slice(-2000)}`);
      return;
    }
  }
}
