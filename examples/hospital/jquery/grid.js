/* global jQuery */
// A data grid as pages of that time have it: columns are told once, rows are loaded, and cells are drawn by formatters.
(($) => {
  $.fn.datagrid = function (options) {
    const head = $('<tr>').append($('<th scope="col" class="row-number">').text('#'));
    for (const { title } of options.columns) head.append($('<th scope="col">').text(title));
    const body = $('<tbody>');
    this.empty().append($('<thead>').append(head), body);
    return {
      /** Draws the rows; gives the element of each cell of a field, by the row's id. */
      load(rows, field) {
        const found = {};
        body.empty();
        rows.forEach((row, index) => {
          const tr = $('<tr>').append($('<td class="row-number">').text(index + 1));
          for (const column of options.columns) {
            const drawn = column.formatter ? column.formatter(row) : $('<span>').text(String(row[column.field] ?? ''));
            if (column.field === field) found[row.id] = drawn.attr('tabindex', '-1')[0];
            tr.append($('<td>').append(drawn));
          }
          body.append(tr);
        });
        return found;
      },
    };
  };
})(jQuery);
