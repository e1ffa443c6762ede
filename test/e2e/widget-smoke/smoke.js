// Runs in browsers from Chromium 67 on, as it stands: no bundler, no newer syntax. What it found becomes the title.
(() => {
  const element = document.getElementById('alerts');
  const found = { violations: [], events: [], dispositions: [] };

  document.addEventListener('securitypolicyviolation', (event) => {
    found.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
  });
  for (const type of ['fix', 'disposition', 'revise', 'continue']) {
    document.addEventListener(`forecheck-${type}`, (event) => {
      found.events.push(type);
      if (type === 'fix') event.detail.accept();
      if (type === 'disposition') found.dispositions.push(event.detail.disposition.kind);
    });
  }

  const alert = (rule, item, decision) => ({
    id: `${rule}-${item}`,
    rule,
    knowledgePoint: `${rule}-k`,
    verdict: 'violation',
    severity: decision === 'block' ? 'critical' : 'warning',
    offending: [item],
    involved: [],
    evidence: [{ fact: 'insuredPerson.sex', value: 'male', bound: 'female' }],
    basis: [{ instrument: '示例目录', article: '凡例第十一条' }],
    name: { 'zh-CN': '药品区分性别使用', en: 'Drug for one sex' },
    message: { 'zh-CN': '限女性使用，参保人为男性。', en: 'For a female person.' },
    decision,
    dispositions: ['return-and-change', 'continue-with-reason'],
    fixes: [{ kind: 'remove-item', item }],
  });
  const evaluation = {
    encounterId: 'E1',
    status: 'complete',
    alerts: [alert('a', '1', 'require-reason'), alert('b', '2', 'block'), alert('c', '1', 'remind')],
    preexisting: [],
    undetermined: [],
    exempted: [],
    partial: [],
    unmapped: [],
    decision: 'block',
    reachedUnder: { manifest: 'm', segments: [] },
    diagnostics: [],
  };
  const items = [
    { id: '1', label: '示例黄体酮胶囊', control: document.getElementById('quantity') },
    { id: '2', label: '示例丹参注射液' },
  ];

  const root = element.shadowRoot;
  const dialog = root.querySelector('dialog');
  const press = (key) => {
    const target = root.activeElement || dialog;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
  };

  // What would be printed; a frame that really prints waits for somebody to answer.
  const print = () => {
    const append = document.body.appendChild;
    let paper = '';
    document.body.appendChild = (frame) => {
      append.call(document.body, frame);
      frame.contentWindow.print = () => {
        paper = frame.contentDocument.body.textContent;
      };
      frame.contentWindow.focus = () => {};
      return frame;
    };
    element.print();
    const body = document.querySelector('iframe').contentDocument.body;
    return (paper || body.textContent).indexOf('Insurance prompt') >= 0;
  };

  const run = () => {
    document.getElementById('save').focus();
    element.guardMs = 0;
    element.present({ evaluation, decision: 'block', isStale: true, staleSinceMs: 0, pack: 'p' }, { items });
    found.isOpen = dialog.open;
    found.role = dialog.getAttribute('role');
    found.rows = dialog.querySelectorAll('.row').length;
    found.banner = dialog.querySelectorAll('.banner').length;
    found.badges = document.querySelectorAll('compliance-badge').length;
    found.focused = root.activeElement === null ? '' : root.activeElement.getAttribute('data-act');
    setTimeout(answer, 500);
  };

  const answer = () => {
    const chip = getComputedStyle(dialog.querySelector('.chip'));
    found.isStyled = chip.display === 'inline-flex' || chip.display === 'flex';
    found.chipColour = chip.color;
    const box = dialog.getBoundingClientRect();
    found.isInSight = box.top >= 0 && box.height > 100 && box.bottom <= innerHeight + 1;
    found.isWide = dialog.scrollWidth > dialog.clientWidth;
    press('F2');
    press('F9');
    press('2');
    press('Enter');
    found.canContinue = !root.querySelector('[data-act="continue"]').disabled;
    press('F8');
    found.isClosed = !dialog.open;
    found.focusBack = document.activeElement === null ? '' : document.activeElement.id;
    element.present({ evaluation, decision: 'block', isStale: false }, { items });
    press('Escape');
    element.lang = 'en';
    element.present(evaluation, { items });
    found.english = dialog.querySelector('h2').textContent;
    found.printed = print();
    document.title = JSON.stringify(found);
  };

  run();
})();
