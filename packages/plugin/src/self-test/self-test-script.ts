// Who imports the plugin without a page in mind has this file too.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { PageAddress } from './page-address.ts';
import type { SelfTestReport } from './self-test-report.ts';
import type { SelfTestWords } from './self-test-words.ts';

/**
 * What runs in the self-test page. Its text is sent to the browser as it stands: it may use nothing from outside of itself but
 * the page, and writes into it by text alone.
 */
export function runSelfTest(wordsByLanguage: Readonly<Record<'zh-CN' | 'en', SelfTestWords>>): void {
  const language = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  const words = wordsByLanguage[language];
  const list = document.getElementById('parts')!;
  const element = (tag: string, text: string, className = ''): HTMLElement => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = className;
    return made;
  };

  function show(name: string, state: 'ok' | 'attention' | 'broken', detail = ''): void {
    const [what, todo] = words.parts[name] ?? [name, ''];
    const row = element('li', '', state);
    row.dataset['part'] = name;
    row.dataset['state'] = state;
    row.append(element('strong', words.state[state]), element('span', what), element('code', detail));
    if (state !== 'ok') row.append(element('p', todo));
    list.append(row);
  }

  function tell(id: string, text: string, isGood: boolean): void {
    const place = document.getElementById(id)!;
    place.textContent = text;
    place.className = isGood ? 'ok' : 'attention';
  }

  async function look(): Promise<void> {
    list.replaceChildren();
    let report: SelfTestReport;
    try {
      const response = await fetch('v1/self-test', { cache: 'no-store' });
      if (!response.ok) throw new Error(String(response.status));
      report = (await response.json()) as SelfTestReport;
    } catch (error) {
      show('reach', 'broken', error instanceof Error ? error.message : '');
      return;
    }
    show('reach', 'ok', report.version);
    for (const { name, state, detail } of report.parts) {
      const told = Object.entries(detail).map(([key, value]) => `${key}: ${value}`);
      show(name, state, told.join(' · '));
    }
    const apartMs = Math.abs(Date.now() - report.nowMs);
    show('workstation', apartMs < 60_000 ? 'ok' : 'attention', `${apartMs} ms`);
  }

  async function lookAtPage(): Promise<void> {
    const page = (document.getElementById('page') as HTMLInputElement).value.trim();
    const token = (document.getElementById('token') as HTMLInputElement).value.trim();
    if (page !== '') {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch('v1/self-test/page', { method: 'POST', headers, body: JSON.stringify({ page }) });
      if (response.ok) {
        const { outcome, isListed } = (await response.json()) as PageAddress & { readonly isListed: boolean };
        tell('outcome', words.outcome[outcome], outcome === 'works');
        tell('listed', isListed ? words.listed : words.unlisted, isListed);
      } else {
        tell('outcome', words.noAddress, false);
      }
    }
    if (token !== '') {
      const { ok } = await fetch('v1/status', { headers: { authorization: `Bearer ${token}` } });
      tell('admitted', ok ? words.tokenGood : words.tokenBad, ok);
    }
  }

  document.documentElement.lang = language;
  document.title = words.title;
  for (const [id, text] of [
    ['title', words.title],
    ['intro', words.intro],
    ['page-label', words.page],
    ['token-label', words.token],
    ['look', words.look],
  ] as const) {
    document.getElementById(id)!.textContent = text;
  }
  document.getElementById('look')!.addEventListener('click', () => {
    void look();
    void lookAtPage();
  });
  void look();
}
