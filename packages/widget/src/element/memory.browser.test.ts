import { describe, expect, test } from 'vitest';
import { aChecked, anAlert } from '../sample-evaluation.ts';
import { openPage, press, write } from '../sample-page.ts';

describe('W31 undo', () => {
  test('W31 gives the page back what it kept: the order is what it was, to the byte', async () => {
    const page = openPage();
    let order = JSON.stringify({ items: [{ id: '1', quantity: '2', note: '𠮷㛃·' }] });
    const original = order;
    page.element.addEventListener('forecheck-fix', ({ detail }) => {
      const before = order;
      order = JSON.stringify({ items: [] });
      detail.accept(before);
      page.present(aChecked([]));
    });
    page.element.addEventListener('forecheck-undo', ({ detail }) => {
      order = detail.before as string;
      page.present(aChecked([anAlert()]));
    });
    page.present(aChecked([anAlert()]));
    await press('F2');
    expect(order).not.toBe(original);
    expect(page.dialog.querySelector('.undo')?.textContent).toContain('已删除该项：示例黄体酮胶囊');
    await press('F10');
    expect(order).toBe(original);
    expect(page.dialog.querySelector('.undo')).toBeNull();
    expect(page.dialog.querySelectorAll('.row').length).toBe(1);
  });

  test('W31 is offered for a while, and until the order is saved', async () => {
    const page = openPage();
    page.element.undoMs = 30;
    page.element.addEventListener('forecheck-fix', ({ detail }) => detail.accept());
    page.present(aChecked([anAlert()]));
    await press('F2');
    await expect.poll(() => page.dialog.querySelector('.undo')).toBeNull();
    page.element.undoMs = 60_000;
    page.present(aChecked([anAlert()]));
    await press('F2', 'F8');
    expect(page.root.querySelector('.undo')).toBeNull();
    expect(page.element.isOpen).toBe(false);
  });

  test('W31 lasts ten seconds unless told otherwise', () => {
    expect(openPage().element.undoMs).toBe(10_000);
  });
});

describe('W32 not again in this encounter', () => {
  test('W32 what was answered comes beside the order with the answer; a change asks again', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    await press('F9', '1', 'Enter', 'F8');
    page.present(aChecked([anAlert()]));
    expect(page.dialog.open).toBe(false);
    expect(page.root.querySelector('.line .state')?.textContent).toBe('此前已处理：说明理由后继续：急诊、抢救需要');
    page.present(aChecked([anAlert({ evidence: [{ fact: 'items.quantity', value: '9', bound: '2' }] })]));
    expect(page.dialog.open).toBe(true);
    expect(page.traces.map(({ kind }) => kind)).toEqual(['shown', 'answered', 'continued', 'repeated', 'shown']);
  });

  test('W32 a loud reminder that was read is quiet the second time, and in the trail both times', async () => {
    const page = openPage();
    const reminder = anAlert({ decision: 'remind', severity: 'critical' });
    page.present(aChecked([reminder]));
    page.button('本次就诊不再提示').click();
    await press('F8');
    page.present(aChecked([reminder]));
    expect(page.dialog.open).toBe(false);
    expect(page.traces.map(({ kind }) => kind)).toEqual(['shown', 'snoozed', 'continued', 'repeated']);
    page.present({ ...aChecked([reminder]), evaluation: { ...aChecked([reminder]).evaluation, encounterId: 'E2' } });
    expect(page.dialog.open).toBe(true);
  });

  test('W32 is never offered for what has to be changed, and what the page says was answered does not silence it', () => {
    const page = openPage();
    const stop = anAlert({ decision: 'block' });
    page.present(aChecked([stop]), { answered: [{ alert: stop.id, kind: 'snooze' }] });
    expect(page.dialog.open).toBe(true);
    expect(page.dialog.textContent).not.toContain('本次就诊不再提示');
  });

  test('W32 the page can give back what was answered before it was loaded again', () => {
    const page = openPage();
    page.present(aChecked([anAlert()]), {
      answered: [{ alert: 'sample-sex-1', kind: 'continue-with-reason', reason: '抢救' }],
    });
    expect(page.dialog.open).toBe(false);
    expect(page.root.querySelector('.line .state')?.textContent).toContain('抢救');
  });
});

test('W33 what is shown is in the trail before anybody can answer it', () => {
  const page = openPage();
  const order: string[] = [];
  page.element.addEventListener('forecheck-trace', ({ detail }) => order.push(`${detail.kind} ${page.dialog.open}`));
  page.present(aChecked([anAlert(), anAlert({ rule: 'b' })]));
  expect(order).toEqual(['shown false', 'shown false']);
  expect(page.traces[0]).toMatchObject({
    rule: 'b',
    tier: 'ask',
    dwellMs: 0,
    manifest: 'f'.repeat(64),
    pack: expect.any(String),
  });
  expect(page.traces[0]?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
});

test('W33 the trail holds no word that anybody wrote', async () => {
  const page = openPage();
  page.present(aChecked([anAlert()]));
  await press('F9', '7');
  page.dialog.querySelector('textarea')?.focus();
  await write('张某某要求用药');
  page.button('确定').click();
  await press('F8');
  expect(page.details('forecheck-disposition').length).toBe(1);
  expect(JSON.stringify(page.traces)).not.toContain('张某某');
});
