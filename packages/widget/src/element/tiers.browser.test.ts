import type { Alert } from '@forecheck/core';
import { describe, expect, test } from 'vitest';
import { aChecked, anAlert, anEvaluation, aQuestion, aWardRound, manyAlerts } from '../sample-evaluation.ts';
import { openPage, press, write } from '../sample-page.ts';

describe('W01 tiers', () => {
  test.each<[Alert['decision'], Alert['severity'], string]>([
    ['block', 'warning', 'alertdialog'],
    ['require-fix', 'critical', 'alertdialog'],
    ['require-reason', 'info', 'alertdialog'],
    ['remind', 'critical', 'alertdialog'],
    ['remind', 'warning', 'status'],
    ['remind', 'info', 'none'],
    ['pass', 'critical', 'none'],
  ])('W01 %s, %s comes as %s', (decision, severity, role) => {
    const page = openPage();
    page.present(aChecked([anAlert({ decision, severity })]));
    expect(page.dialog.open).toBe(role === 'alertdialog');
    expect(page.dialog.getAttribute('role') ?? '').toBe(role === 'alertdialog' ? 'alertdialog' : '');
    const status = page.root.querySelector('[role="status"]');
    expect(status?.textContent).toBe(role === 'status' ? '新增 1 条提醒：药品区分性别使用' : '');
    const badges = document.querySelectorAll('compliance-badge');
    expect(badges.length).toBe(role === 'none' ? 0 : 1);
    expect(page.root.querySelector('[data-act="info"]') !== null).toBe(role === 'none');
  });

  test('W01 while an order is being written nothing interrupts', () => {
    const page = openPage();
    page.present(aChecked([anAlert({ decision: 'block', severity: 'critical' })]), { moment: 'draft' });
    expect(page.dialog.open).toBe(false);
    expect(document.activeElement).toBe(page.save);
    expect(page.root.querySelectorAll('.line').length).toBe(1);
  });

  test('W01 a stale pack that may only remind interrupts nobody', () => {
    const page = openPage();
    page.present(aChecked([anAlert({ decision: 'block' })], { decision: 'remind', isStale: true }));
    expect(page.dialog.open).toBe(false);
    expect(page.root.querySelectorAll('.line').length).toBe(1);
  });
});

test('W03 thirty alerts about six items are six groups of five', () => {
  const page = openPage(6);
  page.present(aChecked(manyAlerts(30, 6)));
  const groups = Array.from(page.dialog.querySelectorAll('.group'));
  expect(groups.map((group) => group.querySelectorAll('.row').length)).toEqual([5, 5, 5, 5, 5, 5]);
  expect(groups.map((group) => group.querySelector('h3 .count')?.textContent)).toEqual(['5', '5', '5', '5', '5', '5']);
});

test('the badge beside a control opens what it counts, and goes when its alerts do', async () => {
  const page = openPage();
  const beside = aWardRound().slice(3);
  page.present(aChecked(beside));
  const [badge] = Array.from(document.querySelectorAll('compliance-badge'));
  expect(badge?.previousElementSibling).toBe(page.items[3]?.control);
  const button = badge?.shadowRoot?.querySelector('button');
  expect(button?.getAttribute('aria-label')).toBe(`${page.items[3]?.label}：1 条警告`);
  button?.click();
  expect(page.dialog.open).toBe(true);
  expect(page.dialog.getAttribute('role')).toBe('dialog');
  await press('Escape');
  expect(page.dialog.open).toBe(false);
  expect(page.events).toEqual([]);
  page.present(aChecked([]));
  expect(document.querySelectorAll('compliance-badge').length).toBe(0);
});

describe('W19 announcements', () => {
  const watch = (page: ReturnType<typeof openPage>, selector: string) => {
    const changes: string[] = [];
    const region = page.root.querySelector(selector);
    const observer = new MutationObserver(() => changes.push(region?.textContent ?? ''));
    if (region) observer.observe(region, { childList: true, characterData: true, subtree: true });
    return { changes: () => (observer.takeRecords().length > 0 ? [...changes, region?.textContent ?? ''] : changes) };
  };

  test('W19 what comes beside the order is said once, politely, and not again while it stays', async () => {
    const page = openPage();
    page.present(aChecked([]));
    const polite = watch(page, '[role="status"]');
    page.present(aChecked([anAlert({ decision: 'remind' })]));
    await Promise.resolve();
    page.present(aChecked([anAlert({ decision: 'remind' })]));
    await Promise.resolve();
    expect(polite.changes()).toEqual(['新增 1 条提醒：药品区分性别使用']);
  });

  test('W19 what comes into an open dialog is said once, at once', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    const assertive = watch(page, 'dialog > [role="alert"]');
    const more = [anAlert(), anAlert({ rule: 'second', name: { 'zh-CN': '第二条规则', en: 'Second' } })];
    page.present(aChecked(more));
    await Promise.resolve();
    page.present(aChecked(more));
    await Promise.resolve();
    expect(assertive.changes()).toEqual(['新增 1 条提醒：第二条规则']);
  });
});

describe('W29 nothing that comes in can hold a HIS up', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', '<html>502</html>'],
    ['an empty object', {}],
    ['an evaluation that is none', { evaluation: { alerts: 7 }, decision: 'block' }],
    ['an error', new Error('timeout')],
  ])('W29 %s is told in the banner', (_, given) => {
    const page = openPage();
    expect(() => page.present(given)).not.toThrow();
    expect(page.dialog.open).toBe(false);
    expect(page.root.querySelector('[data-notice="unreadable"]')).not.toBeNull();
  });

  test.each<[string, unknown, unknown]>([
    ['options that are null', aChecked([anAlert()]), null],
    ['items that are no list', aChecked([anAlert()]), { items: 7 }],
    ['an item that is nothing', aChecked([anAlert()]), { items: [undefined] }],
    ['answers that are nothing', aChecked([anAlert()]), { answered: [null] }],
    ['evidence that is nothing', aChecked([anAlert({ evidence: [null as never] })]), {}],
    ['a fix that is nothing', aChecked([anAlert({ fixes: [null as never] })]), {}],
  ])('W29 %s: told in the banner, and the next evaluation is shown', (_, given, options) => {
    const page = openPage();
    expect(() => page.element.present(given, options as never)).not.toThrow();
    expect(page.root.querySelector('[data-notice="unreadable"]')).not.toBeNull();
    expect(page.dialog.open).toBe(false);
    page.present(aChecked([anAlert()]));
    expect(page.dialog.open).toBe(true);
    expect(page.dialog.querySelectorAll('.row').length).toBe(1);
  });

  test('W29 an alert that is half there is left out, and said to be', () => {
    const page = openPage();
    page.present(anEvaluation([{ id: 'x', rule: 'y' } as unknown as Alert, anAlert()]));
    expect(page.dialog.querySelectorAll('.row').length).toBe(1);
    expect(page.dialog.querySelector('[data-notice="unreadable"]')).not.toBeNull();
  });

  test('W29 nobody judged and the institution lets orders pass: a banner, no dialog', () => {
    const page = openPage();
    const evaluation = anEvaluation([], { status: 'refused', decision: 'remind' });
    page.present(aChecked([], { evaluation, decidedBy: 'nobody', decision: 'remind', why: 'plugin-silent' }));
    expect(page.dialog.open).toBe(false);
    expect(page.root.querySelector('[data-notice="silent"]')).not.toBeNull();
  });

  test('W29 nobody judged and the institution holds orders: a way out with a reason and a number', async () => {
    const page = openPage();
    const evaluation = anEvaluation([], { status: 'refused', decision: 'block' });
    page.present(aChecked([], { evaluation, decidedBy: 'nobody', decision: 'block' }));
    expect(page.dialog.open).toBe(true);
    await press('F9', '1');
    const [text, number] = [
      page.dialog.querySelector('textarea'),
      page.dialog.querySelector<HTMLInputElement>('[data-field="staffNumber"]'),
    ];
    text?.focus();
    await write('抢救来不及');
    number?.focus();
    await press('0', '4', '1', '7', 'Enter', 'F8');
    expect(page.details('forecheck-continue')).toMatchObject([
      { isBreakGlass: true, dispositions: [], hold: { reasonCode: 'rescue', staffNumber: '0417' } },
    ]);
    expect(page.dialog.open).toBe(false);
  });

  test('W29 the page judged instead of the plugin: said, nothing else', () => {
    const page = openPage();
    page.present(aChecked([], { decidedBy: 'page' }));
    expect(page.root.querySelector('[data-notice="in-page"]')).not.toBeNull();
  });
});

describe('W30 the banner', () => {
  test('W30 says version, day in force, publisher and age of a stale pack', () => {
    const page = openPage();
    const staleSinceMs = Date.now() - 3 * 86_400_000 - 60_000;
    page.element.status = {
      connection: 'waiting',
      isStale: true,
      staleSinceMs,
      version: '2026-07-01.3',
      inForceFrom: '2026-07-01',
      source: '示例医保局',
    };
    page.present(aChecked([]));
    const banner = page.root.querySelector('.banner')?.textContent ?? '';
    for (const part of ['3 天', '2026-07-01.3', '2026-07-01 起施行', '示例医保局', '连接已断开'])
      expect(banner).toContain(part);
  });

  test('W30 is not there when all is well', () => {
    const page = openPage();
    page.element.status = { connection: 'online', isStale: false, pack: 'p', outbox: { entries: 2 } };
    page.present(aChecked([]));
    expect(page.root.querySelector('.banner')).toBeNull();
  });

  test('W30 says that the version is not known', () => {
    const page = openPage();
    const evaluation = anEvaluation([], { reachedUnder: { manifest: '', segments: [] } });
    page.present({ evaluation, decision: 'pass', isStale: false });
    expect(page.root.querySelector('.banner')?.textContent).toContain('版本未知');
  });
});

describe('what interrupts nobody is a click away', () => {
  test('a question that only a person can answer goes to the page', () => {
    const page = openPage();
    page.present(anEvaluation([], { undetermined: [aQuestion()], unmapped: ['2'] }));
    page.button('另有 2 条').click();
    expect(page.root.querySelector('.fold')?.textContent).toContain('需有一线药物治疗无效或不能耐受的证据');
    page.button('依据已在病历中').click();
    expect(page.details('forecheck-attest')).toEqual([
      { encounterId: 'E1', rule: 'sample-second-line', items: ['1'], knowledgePoints: ['sample-second-line-k1'] },
    ]);
  });
});
