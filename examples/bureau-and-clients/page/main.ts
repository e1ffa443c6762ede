// A page that judges by itself: it opens a guard, shows what the guard says, and records what is done about alerts.
import type { Disposition } from '@forecheck/core';
import { type Guard, isSyncError } from '@forecheck/sync';
import { openGuard } from '@forecheck/sync/browser';
import { SCOPE, sampleEncounter } from '../sample-encounter.ts';
import { type Swap, watchSwap } from '../watch-swap.ts';
import { element } from './element.ts';
import { type Recorded, showAlerts } from './show-alerts.ts';
import { showOrder } from './show-order.ts';
import { showStatus } from './show-status.ts';
import { type Language, WORDS } from './words.ts';

let language: Language = 'zh-CN';
let guard: Guard | undefined;
/** What was recorded in this page, by alert. */
const recorded: Recorded = new Map();
/** What the alerts that are shown were made of. */
let shown = '';
let since: { readonly pack: string; readonly ms: number } | undefined;
let swap: Swap | undefined;

element('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  show();
});
element('measure').addEventListener('click', () => void measure());
show();
await start();

async function start(): Promise<void> {
  try {
    const { root, url } = (await (await fetch('settings.json')).json()) as { root: string; url: string };
    guard = await openGuard({
      name: 'forecheck-example',
      root: Uint8Array.from(atob(root), (character) => character.charCodeAt(0)),
      urls: [url],
      institution: 'H0002',
      scope: SCOPE,
    });
    guard.onChange(showGuard);
    show();
    // Time passes, and entries are delivered, without a change of anything else.
    setInterval(showGuard, 1000);
  } catch (error) {
    showFailure(error);
  }
}

function showFailure(error: unknown): void {
  const failure = element('failure');
  failure.hidden = false;
  failure.textContent = WORDS[language].failed(isSyncError(error) ? error.code : String(error));
}

function show(): void {
  const words = WORDS[language];
  document.documentElement.lang = language;
  element('language').textContent = words.otherLanguage;
  for (const place of document.querySelectorAll<HTMLElement>('[data-word]')) {
    place.textContent = String(words[place.dataset['word'] as keyof typeof words]);
  }
  showOrder(sampleEncounter, words);
  if (swap !== undefined) element('swap').textContent = words.swapped(swap);
  showGuard();
}

function showGuard(): void {
  if (guard === undefined) return;
  const words = WORDS[language];
  const status = guard.status();
  const { pack } = status;
  if (pack !== undefined && pack !== since?.pack) since = { pack, ms: Date.now() };
  showStatus(status, since?.ms ?? 0, words, language);
  if (pack === undefined) return;
  // A reason that is being typed is not to be lost to every change of the status.
  const showing = [pack, status.killed, language, recorded.size].join();
  if (showing === shown) return;
  shown = showing;
  const { evaluation, decision } = guard.evaluate(sampleEncounter);
  element('decision').textContent = words.decision[decision];
  showAlerts(evaluation.alerts, { language, words, recorded, record });
}

/** The id is made once for one act, so that the bureau knows it again however often it is sent. */
async function record(disposition: Disposition): Promise<void> {
  try {
    await guard?.record(disposition, sampleEncounter.id);
    recorded.set(disposition.alert, disposition.kind);
    show();
  } catch (error) {
    showFailure(error);
  }
}

async function measure(): Promise<void> {
  if (guard === undefined) return;
  const open = guard;
  const button = element('measure') as HTMLButtonElement;
  const output = element('swap');
  swap = undefined;
  button.disabled = true;
  output.textContent = WORDS[language].measuring;
  output.dataset['state'] = 'watching';
  const judge = () => {
    const { pack, evaluation } = open.evaluate(sampleEncounter);
    return { pack, alerts: evaluation.alerts.map(({ rule }) => rule) };
  };
  swap = await watchSwap(judge, rest);
  // For whoever drives this page.
  output.dataset['swap'] = JSON.stringify(swap);
  output.dataset['state'] = 'swapped';
  button.disabled = false;
  show();
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, REST_MS));
const REST_MS = 2;
