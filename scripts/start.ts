// The flow in a minute, without a network: compile the sample rules, activate them, judge a dozen messages as hospitals
// and pharmacies send them, and print what a practitioner would see. Then the whole is opened: a bureau, the plugin of a
// hospital, and its HIS page, until somebody ends it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatJudged, formatMicros } from './start/format-judged.ts';
import { judgeRequest, WARM_RUNS } from './start/judge-request.ts';
import { loadRuleset } from './start/load-ruleset.ts';
import { openWhole } from './start/open-whole.ts';
import { LANGUAGES, type Language } from './start/words.ts';
import { ROOT } from './workspace.ts';

const { language, isTableOnly } = readArguments(process.argv.slice(2));

const WIDTH_MIN = 60;
const WIDTH_MAX = 110;
const width = Math.min(Math.max(process.stdout.columns ?? 100, WIDTH_MIN), WIDTH_MAX);

const loaded = await loadRuleset(join(ROOT, 'examples/sample-source'), announce);
announce('');
console.log(
  [
    '',
    `examples/sample-source: ${loaded.rules} rules, ${loaded.knowledgePoints} knowledge points, ${loaded.catalogueItems} catalogue items`,
    `compiled in ${loaded.compileMs.toFixed(0)} ms to ${(loaded.segmentBytes / 1024).toFixed(0)} KiB, opened and activated in ${loaded.openMs.toFixed(1)} ms`,
    '',
  ].join('\n'),
);

const folder = join(ROOT, 'examples/requests');
const warm: number[] = [];
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  const judged = judgeRequest(loaded.ruleset, file.replace(/\.json$/, ''), readFileSync(join(folder, file), 'utf8'));
  warm.push(judged.warmMicros);
  console.log(formatJudged(judged, width, language).join('\n'));
}

warm.sort((a, b) => a - b);
console.log(
  [
    `${warm.length} messages judged. Times are of this machine: the median of ${WARM_RUNS} runs, trying the fixes included, and the first run,\nbefore the engine had compiled anything. The slowest median is ${formatMicros(warm.at(-1) ?? 0)}.`,
    '',
    'What to try next',
    language === 'zh'
      ? '  npm start -- --lang en                     the same in English'
      : '  npm start                                  the same in Chinese',
    '  npm start -- --table                       this table alone',
    '  npm test                                   everything that must hold',
    '  npx forecheck lint examples/sample-source  what a policy expert should look at',
    '  npx forecheck --help                       compile, evaluate, explain, import the published tables',
    '  edit a file of examples/requests           a date, a quantity, a diagnosis; then npm start again',
    '  examples/evaluate-in-node.ts               thirty lines to put into a program of yours',
  ].join('\n'),
);

/** Chinese where no language is asked for: the messages are. */
function readArguments(words: readonly string[]): { readonly language: Language; readonly isTableOnly: boolean } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { lang: { type: 'string', default: 'zh' }, table: { type: 'boolean', default: false } },
    });
    const language = LANGUAGES.find((one) => one === values.lang);
    if (language !== undefined) return { language, isTableOnly: values.table };
  } catch {
    // An option that there is not.
  }
  console.error(`npm start takes --table, and --lang ${LANGUAGES.join(' or --lang ')}`);
  process.exit(2);
}

/** One line that is overwritten, on a terminal only: a log needs no progress. */
function announce(step: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${step === '' ? '' : `${step} …`}`);
}

if (!isTableOnly) await openWhole(language);
