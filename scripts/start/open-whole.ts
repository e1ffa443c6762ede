import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHospital } from '../../examples/hospital/open-hospital.ts';
import type { Language } from './words.ts';

/** Where the page is to be found again; any port that is free, where this one is taken. */
const HIS_PORT = 18_400;

/** Opens a bureau, a plugin and a HIS page, says where, and closes them when somebody ends it. */
export async function openWhole(language: Language): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'forecheck-start-'));
  // npm passes a signal on that the terminal has sent already: the second must not cut the tidying short.
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  try {
    const { his, plugin, bureau, close } = await openHospital({ folder, port: HIS_PORT });
    console.log(WORDS[language](language === 'en' ? `${his}?lang=en` : his, plugin, bureau));
    await ended;
    await close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exit();
}

const WORDS: Readonly<Record<Language, (his: string, plugin: string, bureau: string) => string>> = {
  zh: (his, plugin, bureau) =>
    `
整套已在本机打开：
  医生站    ${his}
            开医嘱、看提醒、一键修改、填写理由；拔掉专线、停止插件、紧急发布规则
  院内插件  ${plugin}/self-test
  医保局    ${bureau}

按 Ctrl-C 结束。`,
  en: (his, plugin, bureau) =>
    `
All of it is open on this machine:
  order entry  ${his}
               prescribe, see alerts, apply fixes, give reasons; pull the plug, stop the plugin, publish urgently
  plugin       ${plugin}/self-test
  bureau       ${bureau}

Ctrl-C ends it.`,
};
