import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { page as browserPage, cdp, userEvent } from 'vitest/browser';
import type { Words } from '../locale/words.ts';
import { ZH_CN } from '../locale/zh-cn.ts';
import { aChecked, anAlert, anEvaluation, aQuestion, aWardRound, manyAlerts } from '../sample-evaluation.ts';
import { openPage, press, type SamplePage } from '../sample-page.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Features = readonly { readonly name: string; readonly value: string }[];
const emulate = (features: Features, media = ''): Promise<unknown> =>
  cdp().send('Emulation.setEmulatedMedia', { media, features: [...features] });

afterEach(async () => {
  await emulate([]);
  await browserPage.viewport(1000, 800);
});

test('W18 the dialog has a name and a description inside its own shadow root', async () => {
  const page = openPage();
  page.present(aChecked([anAlert()]));
  const dialog = browserPage.getByRole('alertdialog', { name: '医保事前提醒' });
  await expect.element(dialog).toBeVisible();
  await expect.element(dialog).toHaveAccessibleDescription(/1 条需要处理.*限女性使用/);
});

test('W18 assistive technology is told that it is an alert dialog and modal', async () => {
  const page = openPage();
  page.present(aChecked([anAlert()]));
  const session = cdp();
  const { frameTree } = (await session.send('Page.getFrameTree')) as FrameAnswer;
  const frames = [frameTree.frame.id, ...(frameTree.childFrames ?? []).map(({ frame }) => frame.id)];
  const nodes: AxNode[] = [];
  for (const frameId of frames) {
    nodes.push(...((await session.send('Accessibility.getFullAXTree', { frameId })) as { nodes: AxNode[] }).nodes);
  }
  const dialog = nodes.find(({ role }) => role?.value === 'alertdialog');
  expect(dialog?.properties?.find(({ name }) => name === 'modal')?.value.value).toBe(true);
});

describe('W20 axe finds nothing', () => {
  const states: readonly (readonly [string, (page: SamplePage) => Promise<void> | void])[] = [
    ['without alerts', (page) => page.present(aChecked([]))],
    ['with alerts beside the order', (page) => page.present(aChecked(aWardRound().slice(3)))],
    [
      'with the fold open and a banner',
      (page) => {
        page.element.status = { connection: 'waiting', isStale: true, staleSinceMs: 0, outbox: { entries: 3 } };
        page.present(anEvaluation(aWardRound().slice(4), { undetermined: [aQuestion()], unmapped: ['2'] }));
        page.button('另有').click();
      },
    ],
    ['with the dialog', (page) => page.present(aChecked(aWardRound()))],
    ['with twenty alerts', (page) => page.present(aChecked(manyAlerts(20, 6)))],
    [
      'with basis and evidence',
      async (page) => {
        page.element.linkOf = () => 'https://example.org/';
        page.present(aChecked(aWardRound()));
        await press('F4');
      },
    ],
    [
      'with the override form, tried too early',
      async (page) => {
        page.present(aChecked(aWardRound().slice(1)));
        await press('F9', '7', 'Enter');
      },
    ],
    [
      'breaking the glass',
      async (page) => {
        page.element.overriders = { 'require-fix': ['insurance-office', 'pharmacist'] };
        page.present(aChecked(aWardRound()));
        await press('F9', 'Enter');
      },
    ],
    [
      'with consent',
      async (page) => {
        page.present(aChecked(aWardRound().slice(1, 2)));
        await press('F2', '2', 'Enter');
      },
    ],
    [
      'with everything answered and something to undo',
      async (page) => {
        page.element.addEventListener('forecheck-fix', ({ detail }) => detail.accept());
        page.present(aChecked([anAlert(), anAlert({ rule: 'b' })]));
        await press('F2', 'F9', '1', 'Enter');
      },
    ],
    [
      'when the page refused',
      async (page) => {
        page.element.addEventListener('forecheck-fix', ({ detail }) => detail.reject('该医嘱已执行'));
        page.present(aChecked([anAlert()]));
        await press('F2');
      },
    ],
    [
      'when nobody could judge',
      (page) => page.present(aChecked([], { evaluation: anEvaluation([]), decision: 'block', decidedBy: 'nobody' })),
    ],
  ];

  for (const theme of ['light', 'dark']) {
    test.each(states)(`W20 ${theme}, %s`, async (_, arrange) => {
      const page = openPage();
      page.element.setAttribute('theme', theme);
      await arrange(page);
      expect(page.root.querySelectorAll('*').length).toBeGreaterThan(2);
      expect(await violations(page)).toEqual([]);
    });
  }

  test('W20 in English', async () => {
    const page = openPage();
    page.element.lang = 'en';
    page.present(aChecked(aWardRound()));
    await press('F9');
    expect(await violations(page)).toEqual([]);
  });

  test('W20 the check itself finds a button that says nothing', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    page.dialog.querySelector('.actions')?.append(document.createElement('button'));
    expect(await violations(page)).toContain('button-name');
  });
});

describe('W21 grades are told apart without colour', () => {
  test('W21 by a word, by the shape of an icon, by an edge', () => {
    const page = openPage();
    const grades = (['critical', 'warning'] as const).map((severity) => anAlert({ rule: severity, severity }));
    page.present(anEvaluation([...grades, anAlert({ rule: 'info', severity: 'info', decision: 'require-reason' })]));
    const chips = Array.from(page.dialog.querySelectorAll('.chip'));
    expect(chips.map((chip) => chip.textContent?.slice(0, 2))).toEqual(['严重', '警告', '提示']);
    expect(new Set(chips.map((chip) => chip.querySelector('path')?.getAttribute('d'))).size).toBe(3);
    for (const chip of chips) expect(getComputedStyle(chip).borderTopWidth).toBe('1px');
  });

  test('W21 W23 under forced colours every row keeps a border, of a pattern of its own', async () => {
    await emulate([{ name: 'forced-colors', value: 'active' }]);
    const page = openPage();
    const grades = (['critical', 'warning'] as const).map((severity) => anAlert({ rule: severity, severity }));
    page.present(anEvaluation([...grades, anAlert({ rule: 'info', severity: 'info', decision: 'require-reason' })]));
    const styles = Array.from(page.dialog.querySelectorAll('.row'), (row) => getComputedStyle(row).borderLeftStyle);
    expect(styles).toEqual(['solid', 'double', 'dotted']);
    const icons = Array.from(page.dialog.querySelectorAll('.chip .icon'), (icon) => icon.getBoundingClientRect().width);
    expect(icons.every((width) => width > 8)).toBe(true);
  });
});

describe('W23 what the person has set', () => {
  test('W23 dark: by the system where the page says so, else light', async () => {
    await emulate([{ name: 'prefers-color-scheme', value: 'dark' }]);
    const page = openPage();
    page.present(aChecked([anAlert()]));
    const ground = (): string => getComputedStyle(page.dialog).backgroundColor;
    expect(ground()).toBe('rgb(255, 255, 255)');
    page.element.setAttribute('theme', 'auto');
    expect(ground()).toBe('rgb(28, 34, 43)');
    page.element.style.setProperty('--forecheck-surface', '#102030');
    expect(ground()).toBe('rgb(16, 32, 48)');
  });

  test('W23 more contrast: lines are as dark as text', async () => {
    await emulate([{ name: 'prefers-contrast', value: 'more' }]);
    const page = openPage();
    page.present(aChecked([anAlert()]));
    const { borderTopColor, color } = getComputedStyle(
      page.dialog.querySelector('.row:not(.is-current), .foot') as Element,
    );
    expect(borderTopColor).toBe(color);
  });

  test('W23 less motion: none', async () => {
    await emulate([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const page = openPage();
    page.present(aChecked([anAlert()]));
    expect(getComputedStyle(page.dialog).animationName).toBe('none');
    await emulate([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
    expect(getComputedStyle(page.dialog).animationName).toBe('rise');
  });
});

describe('W24 zoom', () => {
  test.each([
    [320, 256],
    [400, 600],
    [500, 400],
    [1000, 800],
  ])('W24 nothing has to be scrolled sideways at %i × %i', async (width, height) => {
    await browserPage.viewport(width, height);
    const page = openPage();
    page.present(aChecked(aWardRound()));
    await press('F4', 'F9');
    const { dialog } = page;
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
    for (const one of dialog.querySelectorAll('button, .message, h2, h3, legend, .facts, label')) {
      const { left, right } = one.getBoundingClientRect();
      expect([left >= 0, right <= innerWidth], one.textContent ?? '').toEqual([true, true]);
    }
  });

  test.each([12, 18, 24])('W24 at %i px everything is as large, and whole', async (size) => {
    const page = openPage();
    page.element.style.setProperty('--forecheck-font-size', `${size}px`);
    page.present(aChecked(aWardRound()));
    const message = page.dialog.querySelector('.message') as Element;
    expect(getComputedStyle(message).fontSize).toBe(`${size}px`);
    expect(page.dialog.scrollWidth).toBeLessThanOrEqual(page.dialog.clientWidth);
    expect(page.dialog.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
  });
});

describe('W25 targets', () => {
  test.each([
    [1000, 800],
    [320, 256],
  ])('W25 at %i × %i every target is 24 by 24 pixels, and what has the focus is in sight', async (width, height) => {
    await browserPage.viewport(width, height);
    const page = openPage();
    page.present(aChecked(manyAlerts(12, 6)));
    await press('2', 'F9');
    for (const target of page.dialog.querySelectorAll('button, label.choice, textarea')) {
      const { width: wide, height: high } = target.getBoundingClientRect();
      expect(Math.min(wide, high), target.textContent ?? '').toBeGreaterThanOrEqual(24);
    }
    for (let step = 0; step < 25; step += 1) {
      await userEvent.tab();
      const focused = page.focused();
      expect(focused).not.toBeNull();
      const { left, top, width: wide, height: high } = (focused as Element).getBoundingClientRect();
      const seen = page.root.elementFromPoint(left + wide / 2, top + Math.min(high / 2, 12));
      expect(
        focused?.contains(seen) || seen?.contains(focused),
        `${focused?.textContent} under ${seen?.className}`,
      ).toBe(true);
    }
  });
});

describe('W26 words', () => {
  test('W26 phrases that are two fifths longer are shown whole', () => {
    const page = openPage();
    page.element.words = longer(ZH_CN);
    page.present(aChecked(aWardRound()));
    for (const one of page.dialog.querySelectorAll('button, .chip, h2, h3, dt, dd, p:not(.unseen)')) {
      expect(one.scrollWidth - one.clientWidth, one.textContent ?? '').toBeLessThanOrEqual(1);
      expect(getComputedStyle(one).textOverflow).toBe('clip');
    }
    expect(page.dialog.scrollWidth).toBeLessThanOrEqual(page.dialog.clientWidth);
  });

  test('W26 rare characters and long names are shown as they are', () => {
    const page = openPage();
    const label = `𠮷㛃·${'极长的药品名称'.repeat(12)}（𬭩注射液）`;
    page.element.present(aChecked([anAlert({ message: { 'zh-CN': label, en: label } })]), {
      items: [{ id: '1', label }],
    });
    expect(page.dialog.querySelector('h3 .item')?.textContent).toBe(label);
    expect(page.dialog.querySelector('.message')?.textContent).toBe(label);
    expect(page.dialog.scrollWidth).toBeLessThanOrEqual(page.dialog.clientWidth);
  });

  test('W26 the language is the element’s own, else that of what is around it, and is told', () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    expect([page.dialog.lang, page.dialog.querySelector('h2')?.textContent]).toEqual(['zh-CN', '医保事前提醒']);
    page.element.lang = 'en-GB';
    expect([page.dialog.lang, page.dialog.querySelector('h2')?.textContent]).toEqual(['en', 'Insurance prompt']);
  });
});

async function violations(page: SamplePage): Promise<readonly string[]> {
  const { violations: found } = await axe.run(page.element, { runOnly: RULES });
  return found.map(({ id }) => id);
}

/** Every phrase longer by two fifths, blanks left whole. */
function longer(words: Words): Words {
  const stretch = (phrase: string): string =>
    phrase + '长'.repeat(Math.ceil(phrase.replace(/\{\w+\}/g, '').length * 0.4));
  const sections = Object.entries(words).map(([name, section]) => [
    name,
    typeof section === 'string'
      ? section
      : Object.fromEntries(
          Object.entries(section as Record<string, string>).map(([key, phrase]) => [key, stretch(phrase)]),
        ),
  ]);
  return Object.fromEntries(sections) as unknown as Words;
}

interface FrameAnswer {
  readonly frameTree: {
    readonly frame: { readonly id: string };
    readonly childFrames?: readonly { frame: { id: string } }[];
  };
}

interface AxNode {
  readonly role?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[];
}
