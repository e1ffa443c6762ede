import { describe, expect, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { aChecked, anAlert, aWardRound, manyAlerts } from '../sample-evaluation.ts';
import { openPage, press, write } from '../sample-page.ts';

describe('W04 one dialog and one reason for all alike', () => {
  test('W04 twenty alerts are answered with four keys', async () => {
    const page = openPage(6);
    page.present(aChecked(manyAlerts(20, 6)));
    expect(document.querySelectorAll('compliance-alerts').length).toBe(1);
    await press('F6', '1', 'Enter', 'F8');
    const given = page.details('forecheck-disposition');
    expect(given.length).toBe(20);
    expect(new Set(given.map(({ disposition }) => disposition.id)).size).toBe(20);
    expect(new Set(given.map(({ disposition }) => disposition.alert)).size).toBe(20);
    expect(
      given.every(
        ({ disposition, reasonCode }) => disposition.kind === 'continue-with-reason' && reasonCode === 'rescue',
      ),
    ).toBe(true);
    expect(page.details('forecheck-continue').map(({ dispositions }) => dispositions.length)).toEqual([20]);
    expect(page.dialog.open).toBe(false);
  });

  test('W04 a row with an answer of its own keeps it, before and after', async () => {
    const page = openPage(6);
    page.present(aChecked(manyAlerts(5, 5)));
    await press('1', 'F9', '2', 'Enter');
    await press('F6', '1', 'Enter');
    await press('3');
    page.dialog.querySelectorAll<HTMLButtonElement>('[data-act="change"]')[2]?.click();
    await press('4', 'Enter', 'F8');
    const codes = page.details('forecheck-disposition').map(({ reasonCode }) => reasonCode);
    expect(codes).toEqual(['no-alternative', 'rescue', 'intolerance', 'rescue', 'rescue']);
  });

  test('W04 what has to be changed is not answered along with the rest', async () => {
    const page = openPage();
    page.present(aChecked([anAlert({ decision: 'block' }), anAlert({ rule: 'b' }), anAlert({ rule: 'c' })]));
    await press('F6', '1', 'Enter');
    expect(page.dialog.querySelectorAll('.is-done').length).toBe(2);
    expect(page.button('继续保存').disabled).toBe(true);
  });
});

test('W08 the glass can be broken with one key, and only with reason, word and number', async () => {
  const page = openPage();
  page.present(aChecked([anAlert({ decision: 'block', severity: 'critical', dispositions: ['return-and-change'] })]));
  await press('F9');
  expect(page.dialog.querySelector('.form h4')?.textContent).toBe('紧急放行');
  expect(page.button('确定').disabled).toBe(true);
  await press('1');
  const [text, number] = [
    page.dialog.querySelector('textarea'),
    page.dialog.querySelector<HTMLInputElement>('[data-field="staffNumber"]'),
  ];
  text?.focus();
  await write('昏迷待抢救');
  expect(page.button('确定').disabled).toBe(true);
  number?.focus();
  await press('0', '4', '1', '7');
  expect(page.button('确定').disabled).toBe(false);
  await press('Enter', 'F8');
  expect(page.details('forecheck-disposition')).toMatchObject([
    {
      isBreakGlass: true,
      staffNumber: '0417',
      reasonCode: 'rescue',
      disposition: { reason: '紧急放行：急诊、抢救需要：昏迷待抢救' },
    },
  ]);
  expect(JSON.stringify(page.details('forecheck-disposition')[0]?.disposition)).not.toContain('0417');
  expect(page.traces.filter(({ isBreakGlass }) => isBreakGlass).map(({ kind }) => kind)).toEqual(['answered']);
  expect(page.details('forecheck-continue')[0]?.isBreakGlass).toBe(true);
});

test('W10 the focus begins on the safe way', () => {
  const page = openPage();
  page.present(aChecked([anAlert()]));
  expect(page.focused()?.getAttribute('data-act')).toBe('revise');
  expect(page.focused()?.textContent).toBe('返回修改Esc');
});

describe('W11 Escape', () => {
  test('W11 goes back, and says so for every alert that was not answered', async () => {
    const page = openPage();
    page.present(aChecked([anAlert(), anAlert({ rule: 'b' })]));
    await press('Escape');
    expect(page.details('forecheck-revise')).toEqual([
      { encounterId: 'E1', alerts: ['sample-sex-1', 'b-1'].sort((a, b) => (a < b ? -1 : 1)), item: '1' },
    ]);
    expect(page.details('forecheck-disposition').map(({ disposition }) => disposition.kind)).toEqual([
      'return-and-change',
      'return-and-change',
    ]);
    expect(page.details('forecheck-continue')).toEqual([]);
    expect(page.dialog.open).toBe(false);
  });

  test('W11 goes back from a form too, and what was written is there again', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    await press('F9', '1', 'Enter');
    page.button('更改').click();
    await press('Escape');
    expect(page.details('forecheck-revise').length).toBe(1);
    page.present(aChecked([anAlert()]));
    expect(page.dialog.querySelector('.state')?.textContent).toContain('急诊、抢救需要');
  });

  test('W11 twice, and for what must be changed, is still going back', async () => {
    const page = openPage();
    page.element.addEventListener('forecheck-revise', (event) => event.preventDefault());
    page.present(aChecked([anAlert({ decision: 'block' })]));
    await press('Escape', 'Escape', 'Escape');
    expect(page.dialog.open).toBe(true);
    expect(page.details('forecheck-revise').length).toBe(3);
    expect(page.details('forecheck-continue')).toEqual([]);
  });
});

describe('W12 what was typed ahead', () => {
  test('W12 Enter, space, digits, function keys and clicks in the first 300 ms are no answers', async () => {
    const page = openPage();
    page.element.guardMs = 60_000;
    page.present(aChecked([anAlert()]));
    const before = page.traces.length;
    await press('Enter', ' ', '1', 'F2', 'F8', 'F9');
    page.dialog.querySelectorAll('button').forEach((button) => {
      button.click();
    });
    expect(page.dialog.open).toBe(true);
    expect(page.events).toEqual([]);
    expect(page.traces.length).toBe(before);
  });

  test('W12 the guard is 300 ms unless told otherwise, and then over', async () => {
    const page = openPage();
    page.element.guardMs = document.createElement('compliance-alerts').guardMs;
    expect(page.element.guardMs).toBe(300);
    page.present(aChecked([anAlert()]));
    const openedAt = performance.now();
    await press('Enter');
    // On a machine that takes longer than the guard to type, the key was rightly taken.
    if (performance.now() - openedAt < 250) expect(page.events).toEqual([]);
    await expect.poll(() => performance.now() - openedAt).toBeGreaterThan(301);
    await press('Enter');
    expect(page.details('forecheck-revise').length).toBe(1);
  });

  test('W12 an Enter that was held down since before is none', () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      bubbles: true,
      cancelable: true,
      composed: true,
    });
    page.focused()?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(page.events).toEqual([]);
  });
});

describe('W13 function keys', () => {
  test('W13 the page hears no key while the dialog is open, and every key when it is closed', async () => {
    const page = openPage();
    const heard: string[] = [];
    const listen = (event: KeyboardEvent) => heard.push(event.key);
    document.addEventListener('keydown', listen);
    document.addEventListener('keydown', listen, true);
    page.present(aChecked(aWardRound()));
    for (const key of ['F2', 'F4', 'F8', 'F9', 'F10', 'F6']) await press(key);
    expect(heard).toEqual([]);
    await press('Escape');
    expect(page.dialog.open).toBe(false);
    for (const key of ['F2', 'F4', 'F8', 'F9', 'F10']) await press(key);
    expect(heard).toEqual(['F2', 'F4', 'F8', 'F9', 'F10'].flatMap((key) => [key, key]));
    document.removeEventListener('keydown', listen);
    document.removeEventListener('keydown', listen, true);
  });

  test('W13 each key does what its button says', async () => {
    const page = openPage();
    page.element.addEventListener('forecheck-fix', ({ detail }) => detail.accept('before'));
    page.present(aChecked([anAlert(), anAlert({ rule: 'b', offending: ['2'] })]));
    const shown = Array.from(page.dialog.querySelectorAll('kbd:not(.ordinal)'), (kbd) => kbd.textContent);
    expect(shown).toEqual(['F2', 'F9', 'F4', 'F6', 'F8', 'Esc']);
    await press('F4');
    expect(page.dialog.querySelectorAll('.evidence').length).toBe(1);
    await press('F2');
    expect(page.details('forecheck-fix').length).toBe(1);
    await press('F10');
    expect(page.details('forecheck-undo').map(({ before }) => before)).toEqual(['before']);
    await press('F9');
    expect(page.dialog.querySelectorAll('.form').length).toBe(1);
  });

  test('W13 an institution has keys of its own', async () => {
    const page = openPage();
    page.element.keys = { override: 'F3', fix: '' };
    page.present(aChecked([anAlert()]));
    await press('F2', 'F9');
    expect(page.events).toEqual([]);
    expect(page.dialog.querySelector('.form')).toBeNull();
    await press('F3');
    expect(page.dialog.querySelector('.form')).not.toBeNull();
  });
});

describe('W14 digits', () => {
  test('W14 pick an alert, then a reason', async () => {
    const page = openPage();
    page.present(aChecked(manyAlerts(3, 3)));
    await press('3');
    expect(page.focused()).toBe(page.dialog.querySelectorAll('.row')[2]);
    expect(page.dialog.querySelectorAll('.is-current').length).toBe(1);
    await press('F9', '4');
    expect(page.dialog.querySelector<HTMLInputElement>('input:checked')?.value).toBe('intolerance');
    await press('Enter', 'F8');
    expect(page.dialog.open).toBe(true);
  });

  test('W14 are digits in a text', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    await press('F9', '1');
    page.dialog.querySelector('textarea')?.focus();
    await press('3', '7');
    expect(page.dialog.querySelector('textarea')?.value).toBe('37');
    expect(page.dialog.querySelector<HTMLInputElement>('input:checked')?.value).toBe('rescue');
  });

  test('arrows go from alert to alert', async () => {
    const page = openPage();
    page.present(aChecked(manyAlerts(3, 3)));
    await press('ArrowDown');
    expect(page.focused()).toBe(page.dialog.querySelectorAll('.row')[1]);
    await press('ArrowUp');
    expect(page.focused()).toBe(page.dialog.querySelectorAll('.row')[0]);
  });
});

describe('W15 input methods', () => {
  test('W15 what comes beside the order ends no composition and takes no focus', async () => {
    const page = openPage();
    const input = page.items[0]?.control as HTMLInputElement;
    input.focus();
    const session = cdp();
    await session.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
    let ended = 0;
    input.addEventListener('compositionend', () => {
      ended += 1;
    });
    page.present(aChecked(aWardRound().slice(3)));
    page.element.status = { connection: 'waiting', isStale: true };
    expect(document.activeElement).toBe(input);
    expect([input.value, ended]).toEqual(['ni', 0]);
    await session.send('Input.insertText', { text: '你' });
    expect(input.value).toBe('你');
  });

  test('W15 a key that an input method takes answers nothing', () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    for (const key of ['Enter', 'Escape', '1', 'F8', 'Process']) {
      const composing = { key, isComposing: true, bubbles: true, composed: true, cancelable: true };
      const event = new KeyboardEvent('keydown', composing);
      page.focused()?.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(false);
    }
    expect(page.dialog.open).toBe(true);
    expect(page.events).toEqual([]);
  });

  test('W15 writing in a form goes on while alerts come in', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    await press('F9');
    const text = page.dialog.querySelector('textarea') as HTMLTextAreaElement;
    text.focus();
    await press('a', 'b', 'c');
    text.setSelectionRange(1, 1);
    page.present(aChecked([anAlert(), anAlert({ rule: 'b', offending: ['2'] })]));
    expect(page.focused()).toBe(text);
    expect([text.isConnected, text.value, text.selectionStart]).toEqual([true, 'abc', 1]);
  });
});

describe('W16 the focus goes back', () => {
  test('W16 to where it was', async () => {
    const page = openPage();
    const input = page.items[2]?.control as HTMLInputElement;
    input.focus();
    page.present(aChecked([anAlert()]));
    await press('Escape');
    expect(document.activeElement).toBe(input);
  });

  test('W16 into an open shadow root', async () => {
    const page = openPage();
    const host = document.createElement('div');
    const inner = document.createElement('input');
    host.attachShadow({ mode: 'open' }).append(inner);
    document.body.append(host);
    inner.focus();
    page.present(aChecked([anAlert()]));
    await press('F9', '1', 'Enter', 'F8');
    expect(host.shadowRoot?.activeElement).toBe(inner);
  });

  test('W16 to the item, when where it was has gone', async () => {
    const page = openPage();
    page.present(aChecked([anAlert({ offending: ['4'] })]));
    page.save.remove();
    await press('Escape');
    expect(document.activeElement).toBe(page.items[3]?.control);
  });
});

test('W17 neither a focus trap nor a layer of the page comes before the dialog', async () => {
  const page = openPage();
  const trap = document.createElement('div');
  const field = document.createElement('input');
  trap.append(field);
  trap.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff';
  document.body.append(trap);
  const pull = (event: FocusEvent) => {
    if (!trap.contains(event.target as Node)) field.focus();
  };
  document.addEventListener('focusin', pull);
  page.present(aChecked([anAlert()]));
  expect(page.focused()?.getAttribute('data-act')).toBe('revise');
  const { left, top, width, height } = page.dialog.getBoundingClientRect();
  expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(page.element);
  await userEvent.tab();
  expect(page.focused()).not.toBeNull();
  await press('Escape');
  expect(page.details('forecheck-revise').length).toBe(1);
  document.removeEventListener('focusin', pull);
});
