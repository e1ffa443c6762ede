/* global jQuery, ForecheckPlugin, crypto */
// The order entry of a HIS of jQuery's time: global scripts, a data grid, no bundler. `ForecheckWidget` has defined the element,
// `ForecheckPlugin` asks the plugin; everything else is the page's own.
jQuery(($) => {
  const alerts = $('#alerts')[0];
  const waiting = {};
  let lines = [];
  let last;
  let grid;
  let shown = [];
  let client;
  let pack;
  let patient;
  let encounterId;
  let asking = 0;
  let count = 0;

  $.when($.getJSON('/settings.json'), $.getJSON('/catalogue.json'), $.getJSON('/patients.json')).done(
    ([settings], [catalogue], [patients]) => {
      patient = patients[0];
      encounterId = `${patient.id}-${crypto.randomUUID()}`;
      client = ForecheckPlugin.openPluginClient({ url: settings.plugin, token: settings.token, whenSilent: 'open' });
      client.onChange(showState);
      // The client has just begun to connect: what it says before is not worth a banner.
      setTimeout(showState, 300);
      $('#patient').append($('<strong>').text(patient.name['zh-CN']), $('<span>').text(patient.about['zh-CN']));
      for (const { code, name } of catalogue) $('#catalogue').append($('<option>').val(name).text(code));
      grid = $('#lines').datagrid({
        columns: [
          { field: 'name', title: '项目' },
          { field: 'quantity', title: '数量' },
          { field: 'unit', title: '单位' },
          {
            field: 'payment',
            title: '支付',
            formatter: (row) => $('<span>').text(row.payment === 'self' ? '自费' : '医保'),
          },
          { field: 'remove', title: '操作', formatter: removeButton },
        ],
      });
      $('#append').on('click', () => append(catalogue));
      $('#save').on('click', () => check('commit'));
      draw();
    },
  );

  function removeButton(row) {
    return $('<button type="button" class="quiet">')
      .text('删除')
      .attr('aria-label', `删除 ${row.name}`)
      .on('click', () => {
        lines = lines.filter(({ id }) => id !== row.id);
        draw();
        check('draft');
      });
  }

  function append(catalogue) {
    const name = String($('#find').val()).trim();
    const found = catalogue.find((item) => item.name === name);
    if (found === undefined) return;
    count += 1;
    const quantity = Number($('#quantity').val());
    lines = lines.concat({ ...found, id: String(count), quantity, unitPriceFen: SAMPLE_PRICE_FEN });
    $('#find').val('');
    draw();
    check('draft');
  }

  function draw() {
    const cells = grid.load(lines, 'name');
    shown = lines.map(({ id, name, quantity, unit }) => ({
      id,
      label: name,
      detail: `${quantity}${unit || ''}`,
      control: cells[id],
    }));
  }

  function encounter() {
    return {
      ...patient.facts,
      id: encounterId,
      asOf: nowText(),
      phase: 'prompt',
      scene: 'outpatient-order',
      institution: { kind: 'hospital', level: 'tertiary' },
      historyCoverage: 'local',
      items: lines,
    };
  }

  function check(moment) {
    asking += 1;
    const turn = asking;
    $('#said').text('');
    return client.check(encounter()).then((result) => {
      // Somebody went on writing: a later check says what holds now.
      if (turn !== asking) return;
      last = result;
      alerts.present(result, { items: shown, moment });
      if (moment === 'commit' && !alerts.isOpen) saved();
    });
  }

  function saved() {
    const by = { plugin: '插件已审', page: '页面已审', nobody: '未能审核，按本院规定放行' }[last.decidedBy];
    $('#said').text(`已保存 ${lines.length} 条医嘱（${by}，${last.tookMs.toFixed(1)} 毫秒）`);
  }

  /** What a fix says, done to the lines. Whatever this page does not know how to do it refuses. */
  function applied(fix) {
    const change = (id, changed) => lines.map((line) => (line.id === id ? { ...line, ...changed } : line));
    switch (fix.kind) {
      case 'remove-item':
        return lines.filter(({ id }) => id !== fix.item);
      case 'remove-items':
        return lines.filter(({ id }) => !fix.items.includes(id));
      case 'reduce-quantity':
        return change(fix.item, { quantity: fix.to });
      case 'shorten-days':
        return change(fix.item, { days: fix.to });
      case 'set-price':
        return change(fix.item, { unitPriceFen: fix.toFen });
      case 'self-pay-with-consent':
        return lines.map((line) => (fix.items.includes(line.id) ? { ...line, payment: 'self' } : line));
      default:
        return undefined;
    }
  }

  $(alerts)
    .on('forecheck-fix', ({ originalEvent: { detail } }) => {
      const before = lines;
      const after = applied(detail.fix);
      if (after === undefined) return detail.reject('本页面不支持这种修改，请手工修改。');
      lines = after;
      draw();
      detail.accept(before);
      check('commit');
    })
    .on('forecheck-undo', ({ originalEvent: { detail } }) => {
      lines = detail.before;
      draw();
      check('commit');
    })
    .on('forecheck-attest', ({ originalEvent: { detail } }) => {
      lines = lines.map((line) =>
        detail.items.includes(line.id) ? { ...line, attestations: detail.knowledgePoints } : line,
      );
      check('commit');
    })
    .on('forecheck-disposition', ({ originalEvent: { detail } }) => {
      waiting[detail.disposition.id] = detail;
      recordWaiting();
    })
    .on('forecheck-revise', () => $('#said').text('已返回修改，医嘱尚未保存。'))
    .on('forecheck-continue', saved);

  /** What nobody holds yet stays here, and is tried again when the plugin is back: twice is once. */
  function recordWaiting() {
    $.each(waiting, (id, { disposition, encounterId: about }) => {
      client.record(disposition, about).then(
        () => delete waiting[id],
        () => undefined,
      );
    });
  }

  function showState() {
    const status = client.status();
    alerts.status = status;
    if (status.connection !== 'plugin-silent') recordWaiting();
    if (status.pack === undefined || status.pack === pack) return;
    pack = status.pack;
    if (lines.length > 0 && !alerts.isOpen) check('draft');
  }

  /** Now, as the engine reads it: in China's time, wherever the page is. */
  function nowText() {
    return new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 16).replace('T', ' ');
  }

  /** Nobody's price: the catalogue of the example has none. */
  const SAMPLE_PRICE_FEN = 2000;
});
