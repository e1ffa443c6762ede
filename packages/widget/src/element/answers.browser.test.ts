import type { Fix } from '@forecheck/core';
import { describe, expect, test } from 'vitest';
import { EN } from '../locale/en.ts';
import { aChecked, anAlert, aWardRound } from '../sample-evaluation.ts';
import { openPage, press, write } from '../sample-page.ts';

describe('W05 a fix with one key', () => {
  const fixes: readonly (readonly [string, Fix])[] = [
    ['删除该项', { kind: 'remove-item', item: '1' }],
    ['删除 2 项：', { kind: 'remove-items', items: ['1', '2'] }],
    ['加开 XA01', { kind: 'add-companion', item: '1', code: 'XA01' }],
    ['数量改为 2 盒', { kind: 'reduce-quantity', item: '1', to: '2', unit: '盒' }],
    ['改为 7 天', { kind: 'shorten-days', item: '1', to: '7' }],
    ['单价改为 ¥900.00', { kind: 'set-price', item: '1', toFen: '90000' }],
  ];

  test.each(fixes)('W05 %s is asked of the page as core offers it', async (words, fix) => {
    const page = openPage();
    page.present(aChecked([anAlert({ fixes: [fix] })]));
    expect(page.dialog.querySelector('[data-act="fix"]')?.textContent).toContain(words);
    await press('F2');
    const [asked] = page.details('forecheck-fix');
    expect(asked?.fix).toBe(fix);
    expect(asked).toMatchObject({ encounterId: 'E1', alerts: ['sample-sex-1'] });
    expect(page.dialog.querySelector('.state')?.textContent).toBe('正在修改…');
  });

  test('W05 what the page refuses stays, with the page’s words, and can be tried again', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    await press('F2');
    page.details('forecheck-fix')[0]?.reject('该医嘱已执行');
    expect(page.dialog.open).toBe(true);
    expect(page.dialog.querySelector('.row .problem')?.textContent).toBe('没有修改成功：该医嘱已执行');
    expect(page.button('继续保存').disabled).toBe(true);
    expect(page.traces.map(({ kind }) => kind)).toEqual(['shown', 'fix-asked', 'fix-refused']);
    await press('F2');
    expect(page.details('forecheck-fix').length).toBe(2);
  });

  test('W05 a page that cancels the event refuses', async () => {
    const page = openPage();
    page.element.addEventListener('forecheck-fix', (event) => event.preventDefault());
    page.present(aChecked([anAlert()]));
    await press('F2');
    expect(page.dialog.querySelector('.row .problem')).not.toBeNull();
  });

  test('W05 an alert that was put right leaves with the next evaluation, and the order can be saved with one key', async () => {
    const page = openPage();
    page.element.addEventListener('forecheck-fix', ({ detail }) => {
      detail.accept();
      page.present(aChecked([]));
    });
    page.present(aChecked([anAlert()]));
    await press('F2');
    expect(page.dialog.open).toBe(true);
    expect(page.dialog.querySelectorAll('.row').length).toBe(0);
    expect(page.focused()?.getAttribute('data-act')).toBe('continue');
    await press('Enter');
    expect(page.details('forecheck-continue').length).toBe(1);
    expect(page.details('forecheck-disposition').map(({ disposition }) => disposition.kind)).toEqual([
      'return-and-change',
    ]);
  });

  test('W05 an answer of the page counts once, and not after another evaluation', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    await press('F2');
    const [asked] = page.details('forecheck-fix');
    page.present(aChecked([anAlert({ evidence: [] })]));
    asked?.reject('late');
    asked?.accept();
    expect(page.dialog.querySelector('.row .problem')).toBeNull();
    expect(page.dialog.querySelectorAll('.is-done').length).toBe(0);
    expect(page.details('forecheck-disposition')).toEqual([]);
  });
});

describe('W06 self-payment', () => {
  const selfPaid = () => aWardRound().slice(1, 2);

  test('W06 is asked of the page only with consent', async () => {
    const page = openPage();
    page.present(aChecked(selfPaid()));
    await press('F2');
    expect(page.details('forecheck-fix')).toEqual([]);
    expect(page.button('转自费').disabled).toBe(true);
    await press('2');
    page.dialog.querySelector<HTMLInputElement>('[data-field="relation"]')?.focus();
    await write('女儿');
    expect(page.button('转自费').disabled).toBe(true);
    page.dialog.querySelector<HTMLInputElement>('[data-field="isTold"]')?.click();
    expect(page.button('转自费').disabled).toBe(false);
    await press('Enter');
    const [asked] = page.details('forecheck-fix');
    expect(asked?.fix.kind).toBe('self-pay-with-consent');
    expect(asked?.consent).toMatchObject({ by: 'relative', relation: '女儿', isEmergency: false });
    expect(Math.abs((asked?.consent?.at ?? 0) - Date.now())).toBeLessThan(120_000);
    asked?.accept();
    const [given] = page.details('forecheck-disposition');
    expect(given?.disposition.kind).toBe('self-pay-with-consent');
    expect(given?.disposition.reason).toContain('近亲属、女儿、');
    expect(page.traces.filter(({ consent }) => consent !== undefined).map(({ kind }) => kind)).toEqual([
      'fix-asked',
      'fixed',
      'answered',
    ]);
  });

  test('W06 in an emergency is asked of nobody, with the reason why', async () => {
    const page = openPage();
    page.present(aChecked(selfPaid()));
    await press('F2', '4');
    page.dialog.querySelector('textarea')?.focus();
    await write('昏迷，无家属在场');
    page.button('转自费').click();
    expect(page.details('forecheck-fix')[0]?.consent).toMatchObject({
      by: 'nobody',
      isEmergency: true,
      emergencyReason: '昏迷，无家属在场',
    });
  });

  test('W06 has a form to sign that names nobody', async () => {
    const page = openPage();
    page.element.addEventListener('forecheck-print', (event) => event.preventDefault());
    page.present(aChecked(selfPaid()));
    await press('F2', '1');
    page.button('打印同意书').click();
    const sheet = page.details('forecheck-print')[0]?.sheet.textContent ?? '';
    for (const part of [
      '自费项目知情同意',
      '示例丹参注射液 10ml',
      '¥22.30',
      '同意人签名',
      '与参保人的关系',
      '告知人签名',
    ]) {
      expect(sheet).toContain(part);
    }
  });
});

describe('W07 a coded reason', () => {
  test('W07 going on is closed until there is one', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    expect(page.button('继续保存').disabled).toBe(true);
    await press('F8');
    expect(page.events).toEqual([]);
    expect(page.dialog.querySelector('[role="alert"].unseen')?.textContent).toBe('还有 1 条没有处理');
    expect(page.focused()).toBe(page.dialog.querySelector('.row'));
    await press('F9');
    expect(page.button('确定').disabled).toBe(true);
    await press('5');
    expect(page.button('确定').disabled).toBe(false);
    await press('Enter');
    expect(page.button('继续保存').disabled).toBe(false);
    await press('Enter');
    expect(page.details('forecheck-disposition')).toMatchObject([
      {
        reasonCode: 'documented-indication',
        isBreakGlass: false,
        disposition: {
          alert: 'sample-sex-1',
          rule: 'sample-sex',
          kind: 'continue-with-reason',
          reason: '适应证在病历中有记录',
          by: 'practitioner',
        },
      },
    ]);
  });

  test('W07 “other” needs words, and they go with it', async () => {
    const page = openPage();
    page.present(aChecked([anAlert()]));
    await press('F9', '7', 'Enter');
    expect(page.dialog.querySelector('.form .problem')?.textContent).toBe('请至少填写 5 个字');
    page.dialog.querySelector('textarea')?.focus();
    await write('外院已用𠮷');
    await press('Control>}{Enter}{/Control');
    await press('F8');
    expect(page.details('forecheck-disposition')[0]?.disposition.reason).toBe('其他：外院已用𠮷');
  });

  test('W07 a page that cannot record an answer keeps the dialog open', async () => {
    const page = openPage();
    page.element.addEventListener('forecheck-disposition', (event) => event.preventDefault());
    page.present(aChecked([anAlert()]));
    await press('F9', '1', 'Enter', 'F8');
    expect(page.dialog.open).toBe(true);
    expect(page.details('forecheck-continue')).toEqual([]);
  });

  test('W07 an answer is given once, however often somebody tries to go on; a changed one is another', async () => {
    const page = openPage();
    let isSaved = false;
    page.element.addEventListener('forecheck-continue', (event) => {
      if (!isSaved) event.preventDefault();
    });
    page.present(aChecked([anAlert(), anAlert({ rule: 'b' })]));
    await press('F6', '1', 'Enter', 'F8', 'F8');
    expect(page.details('forecheck-continue').map(({ dispositions }) => dispositions.length)).toEqual([2, 2]);
    expect(page.details('forecheck-disposition').length).toBe(2);
    page.button('更改').click();
    await press('2', 'Enter');
    isSaved = true;
    await press('F8');
    expect(page.details('forecheck-disposition').map(({ reasonCode }) => reasonCode)).toEqual([
      'rescue',
      'rescue',
      'no-alternative',
    ]);
    expect(page.dialog.open).toBe(false);
  });

  test('W07 what is not this person’s to say needs somebody whose it is', async () => {
    const page = openPage();
    page.element.overriders = { 'require-reason': ['insurance-office'] };
    page.present(aChecked([anAlert()]));
    await press('F9', '1');
    expect(page.dialog.querySelector('.form')?.textContent).toContain('此类提醒须由医保办确认');
    expect(page.button('确定').disabled).toBe(true);
    page.dialog.querySelector<HTMLInputElement>('[data-field="staffNumber"]')?.focus();
    await press('8', '8', '0', 'Enter', 'F8');
    expect(page.details('forecheck-disposition')).toMatchObject([
      { staffNumber: '880', disposition: { by: 'insurance-office' } },
    ]);
  });

  test('W07 evidence may be supplied where the rule says so', async () => {
    const page = openPage();
    page.present(aChecked(aWardRound().slice(2, 3)));
    page.button('补充依据').click();
    page.dialog.querySelector('textarea')?.focus();
    await write('外院出院小结已录入');
    page.button('确定').click();
    await press('F8');
    expect(page.details('forecheck-disposition')[0]?.disposition).toMatchObject({
      kind: 'supply-evidence',
      reason: '外院出院小结已录入',
    });
  });

  test('where no override is foreseen none is offered', async () => {
    const page = openPage();
    page.present(aChecked([anAlert({ dispositions: ['return-and-change'] })]));
    await press('F9');
    expect(page.dialog.querySelector('.form')).toBeNull();
  });
});

describe('W09 basis and evidence', () => {
  test('W09 one key away: rule, code, clause, instrument, day in force, pack, figures', async () => {
    const page = openPage();
    page.element.linkOf = () => 'https://example.org/catalogue';
    page.present(
      aChecked([
        anAlert({
          nationalCode: 'GZ0',
          basis: [
            {
              instrument: '示例目录',
              article: '凡例第十一条',
              locator: '第67行',
              inForceFrom: '2026-01-01',
              text: '限女性。',
            },
          ],
        }),
      ]),
    );
    await press('F4');
    const evidence = page.dialog.querySelector('.evidence')?.textContent ?? '';
    for (const part of [
      '药品区分性别使用',
      'GZ0',
      '示例目录',
      '凡例第十一条',
      '第67行',
      '2026-01-01 起施行',
      '限女性。',
      'a1b2c3d4e5f6',
      'f'.repeat(64),
    ]) {
      expect(evidence).toContain(part);
    }
    expect(page.dialog.querySelector('.facts')?.textContent).toBe('性别男限定女');
    const link = page.dialog.querySelector<HTMLAnchorElement>('.evidence a');
    expect([link?.href, link?.target, link?.rel]).toEqual([
      'https://example.org/catalogue',
      '_blank',
      'noopener noreferrer',
    ]);
  });

  test('W09 every alert has a basis or says that it has none', async () => {
    const page = openPage();
    page.present(aChecked([...aWardRound(), anAlert({ rule: 'bare', offending: ['6'], basis: [] })]));
    for (const button of page.dialog.querySelectorAll<HTMLButtonElement>('[data-act="evidence"]')) button.click();
    const rows = Array.from(page.dialog.querySelectorAll('.row'));
    expect(rows.length).toBe(5);
    for (const row of rows) expect(row.querySelector('.evidence')?.textContent).toMatch(/示例目录|无依据/);
    expect(rows.filter((row) => row.textContent?.includes('无依据')).length).toBe(1);
  });

  test.each(['javascript:alert(1)', '//elsewhere.example', 'data:text/html,x', ' javascript:alert(1)'])(
    'W09 an address like `%s` is no link',
    async (href) => {
      const page = openPage();
      page.element.linkOf = () => href;
      page.present(aChecked([anAlert()]));
      await press('F4');
      expect(page.dialog.querySelector('.evidence')?.textContent).toContain('示例目录');
      expect(page.dialog.querySelector('.evidence a')).toBeNull();
    },
  );
});

test('the same in English, whole', async () => {
  const page = openPage();
  page.element.lang = 'en';
  page.present(aChecked(aWardRound()));
  await press('F9');
  const shown = Array.from(
    page.dialog.querySelectorAll('button, legend, h2, h4, .chip, dt, .message, .rule'),
    (one) => one.textContent,
  );
  expect(shown.join(' ')).not.toMatch(/[\u3400-\u9fff]/);
  expect(page.dialog.textContent).toContain(EN.say.revise);
});
