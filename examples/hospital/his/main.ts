// The order entry of a HIS, as far as Forecheck is concerned: it asks while an order is written and when it is saved, shows
// what comes back, applies what is chosen, and records what was decided.
import type { Disposition } from '@forecheck/core';
import { openPluginClient, type PluginClient } from '@forecheck/plugin/browser';
import { type ComplianceAlerts, defineElements, type ShownItem } from '@forecheck/widget';
import { openDesk } from './desk.ts';
import { create, element } from './element.ts';
import { createOrderBook, type OrderBook } from './order-book.ts';
import { PATIENTS, type Patient } from './patients.ts';
import { createRecorder } from './record-later.ts';
import { showLines } from './show-lines.ts';
import { type Language, WORDS } from './words.ts';

interface CatalogueItem {
  readonly code: string;
  readonly name: string;
  readonly unit?: string;
  readonly kind: 'drug' | 'service' | 'consumable';
}

/** Longer than any answer takes, shorter than anybody notices. */
const TIME_LIMIT_MS = 300;
/** Nobody is asked about while a number is still being typed. */
const PAUSE_MS = 150;
const CONNECT_MS = 300;

const query = new URLSearchParams(location.search);
let language: Language = query.get('lang') === 'en' ? 'en' : 'zh-CN';
const catalogue = await getJson<readonly CatalogueItem[]>('/catalogue.json');
const settings = await getJson<{ readonly plugin: string; readonly token: string }>('/settings.json');

defineElements();
const alerts = element<ComplianceAlerts>('alerts');
const theme = query.get('theme') ?? 'auto';
alerts.setAttribute('theme', theme);
document.documentElement.dataset['theme'] = theme;
const client: PluginClient = openPluginClient({
  url: settings.plugin,
  token: settings.token,
  timeLimitMs: TIME_LIMIT_MS,
  whenSilent: 'open',
});
const recorder = createRecorder(client);
let book: OrderBook = createOrderBook(PATIENTS[0] as Patient, nowText);
let shown: readonly ShownItem[] = [];
let asking = 0;
let last: { readonly tookMs: number; readonly decidedBy: 'plugin' | 'page' | 'nobody' } | undefined;
let pack = client.status().pack;
let pause: ReturnType<typeof setTimeout> | undefined;
const desk = openDesk({ words: () => WORDS[language], happened: () => void showState().then(() => check('draft')) });

for (const { name, code } of catalogue)
  element('catalogue').append(create('option', { value: name, textContent: code }));
element('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh-CN' : 'en';
  showAll();
});
element('adding').addEventListener('submit', (event) => {
  event.preventDefault();
  addByName(element<HTMLInputElement>('find'));
});
element('save').addEventListener('click', () => void check('commit'));
document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return;
  event.preventDefault();
  void check('commit');
});

alerts.addEventListener('forecheck-fix', ({ detail }) => {
  const before = book.fix(detail.fix, (code) => catalogue.find((item) => item.code === code)?.name ?? code);
  redraw();
  detail.accept(before);
  void check('commit');
});
alerts.addEventListener('forecheck-undo', ({ detail }) => {
  book.restore(detail.before as typeof book.lines);
  redraw();
  void check('commit');
});
alerts.addEventListener('forecheck-attest', ({ detail }) => {
  for (const id of detail.items) book.change(id, { attestations: detail.knowledgePoints });
  void check('commit');
});
alerts.addEventListener('forecheck-disposition', ({ detail }) => void record(detail.disposition));
alerts.addEventListener('forecheck-revise', () => say(WORDS[language].revised));
alerts.addEventListener('forecheck-continue', saved);

client.onChange(() => {
  void showState();
  const { pack: next } = client.status();
  if (next === undefined || next === pack) return;
  pack = next;
  // Other rules are in force: what is being written is asked about anew, but nobody is interrupted over it.
  if (book.lines.length > 0 && !alerts.isOpen) void check('draft');
});
setInterval(() => void showState(), 2000);
showAll();
// The client has just begun to connect: what it says before is not worth a banner.
setTimeout(() => void showState(), CONNECT_MS);

function showAll(): void {
  const words = WORDS[language];
  document.documentElement.lang = language;
  alerts.lang = language;
  element('language').textContent = words.otherLanguage;
  for (const place of document.querySelectorAll<HTMLElement>('[data-word]')) {
    place.textContent = String(words[place.dataset['word'] as keyof typeof words]);
  }
  element('save').textContent = words.save;
  element('patients').replaceChildren(...PATIENTS.map(patientButton));
  element('patient').replaceChildren(
    create('strong', { textContent: book.patient.name[language] }),
    create('span', { textContent: book.patient.about[language] }),
  );
  element('examples').replaceChildren(...book.patient.examples.map(exampleButton));
  desk.name();
  redraw();
}

function patientButton(patient: Patient): HTMLElement {
  const button = create('button', { type: 'button', className: 'patient-button' }, patient.name[language]);
  button.append(create('small', { textContent: patient.about[language] }));
  if (patient === book.patient) button.setAttribute('aria-current', 'true');
  button.addEventListener('click', () => {
    alerts.dismiss();
    book = createOrderBook(patient, nowText);
    say('');
    showAll();
  });
  return button;
}

function exampleButton({ shows, lines }: Patient['examples'][number]): HTMLElement {
  const names = lines.map(({ name }) => name).join(' + ');
  const button = create('button', { type: 'button', title: names }, shows[language]);
  button.addEventListener('click', () => {
    for (const line of lines) book.add(line);
    changed();
  });
  return button;
}

function addByName(input: HTMLInputElement): void {
  const text = input.value.trim();
  const found =
    catalogue.find(({ name, code }) => name === text || code === text) ??
    catalogue.find(({ name }) => text !== '' && name.includes(text));
  if (found === undefined) return say(WORDS[language].notFound(text));
  const { code, name, unit, kind } = found;
  book.add({ code, name, kind, quantity: 1, unitPriceFen: SAMPLE_PRICE_FEN, ...(unit === undefined ? {} : { unit }) });
  input.value = '';
  changed();
}

/** The lines are others: what was said of the last save no longer holds. */
function changed(): void {
  say('');
  redraw();
  clearTimeout(pause);
  pause = setTimeout(() => void check('draft'), PAUSE_MS);
}

function redraw(): void {
  shown = showLines(book, WORDS[language], changed);
}

async function check(moment: 'draft' | 'commit'): Promise<void> {
  clearTimeout(pause);
  asking += 1;
  const turn = asking;
  const asked = book;
  const result = await client.check(asked.encounter());
  // Somebody went on writing, or to another patient: a later check says what holds now.
  if (turn !== asking || asked !== book) return;
  last = result;
  alerts.present(result, { items: shown, moment });
  if (moment === 'commit' && !alerts.isOpen) saved();
}

function saved(): void {
  const words = WORDS[language];
  const { tookMs = 0, decidedBy = 'nobody' } = last ?? {};
  say(words.saved(book.lines.length, tookMs.toFixed(1), words.by[decidedBy]));
}

async function record(disposition: Disposition): Promise<void> {
  await recorder.record(disposition, book.encounter().id);
  await showState();
}

async function showState(): Promise<void> {
  const status = client.status();
  const words = WORDS[language];
  alerts.status = status;
  element('link').textContent =
    status.connection === 'plugin-silent'
      ? words.silent
      : words.link(status.connection, status.pack?.slice(0, 12) ?? '–');
  element('link').dataset['state'] = status.connection === 'online' ? 'good' : 'bad';
  if (status.connection !== 'plugin-silent') await recorder.retry();
  await desk.look();
}

function say(text: string): void {
  element('said').textContent = text;
}

/** Now, as the engine reads it: in China's time, wherever the page is. */
function nowText(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

async function getJson<T>(path: string): Promise<T> {
  return (await (await fetch(path)).json()) as T;
}

/** Nobody's price: the catalogue of the example has none. */
const SAMPLE_PRICE_FEN = 2_000;
