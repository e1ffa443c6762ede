import type { PluginClient } from '@forecheck/plugin/browser';
import { ElButton, ElTable, ElTableColumn } from 'element-plus';
import { defineComponent, h, onBeforeUnmount, type PropType, ref } from 'vue';
import { PATIENTS, type Patient } from '../his/patients.ts';
import { WORDS } from '../his/words.ts';
import { AddDialog, type CatalogueItem, type Chosen } from './add-dialog.ts';
import { useChecks } from './use-checks.ts';

/** The order of one patient: a table, a dialog for one line more, and what the check says. */
export const OrderPage = defineComponent({
  name: 'OrderPage',
  props: {
    client: { type: Object as PropType<PluginClient>, required: true },
    catalogue: { type: Array as PropType<readonly CatalogueItem[]>, required: true },
  },
  setup(props) {
    const patient = PATIENTS[0] as Patient;
    const isAdding = ref(false);
    const checks = useChecks({
      client: props.client,
      patient,
      nameOf: (code) => props.catalogue.find((item) => item.code === code)?.name ?? code,
      saved: () => {
        isAdding.value = false;
      },
    });
    onBeforeUnmount(checks.close);

    const add = (chosen: Chosen): void => {
      checks.put(chosen);
      isAdding.value = false;
      checks.keep();
      void checks.check('draft');
    };
    // Saved from the dialog, which stays open until the order really is.
    const addAndSave = (chosen: Chosen): void => {
      checks.put(chosen);
      void checks.check('commit');
    };

    return () =>
      h('main', { class: 'single' }, [
        h('section', { 'aria-labelledby': 'orders-title' }, [
          h('div', { class: 'patient' }, [
            h('strong', patient.name['zh-CN']),
            h('span', patient.about['zh-CN']),
            h('span', { id: 'link' }, checks.link.value),
          ]),
          h('h1', { id: 'orders-title', class: 'orders-title' }, WORDS['zh-CN'].orders),
          linesTable(checks),
          h('div', { class: 'saving' }, [
            h('output', { id: 'said' }, checks.said.value),
            h(
              ElButton,
              {
                id: 'open-add',
                onClick: () => {
                  isAdding.value = true;
                },
              },
              () => '添加医嘱',
            ),
            h(ElButton, { id: 'save', type: 'primary', onClick: () => void checks.check('commit') }, () => '保存医嘱'),
          ]),
          h('compliance-alerts', { id: 'alerts', ref: checks.element, ...checks.listeners }),
          h(AddDialog, {
            isOpen: isAdding.value,
            catalogue: props.catalogue,
            onClose: () => {
              isAdding.value = false;
              checks.keep();
            },
            onAdd: add,
            onSave: addAndSave,
          }),
        ]),
      ]);
  },
});

type Checks = ReturnType<typeof useChecks>;

function linesTable({ lines, place, remove }: Checks) {
  type Line = Checks['lines']['value'][number];
  const column = (label: string, cell: (line: Line) => unknown, width?: number) =>
    h(
      ElTableColumn,
      { label, ...(width === undefined ? {} : { width }) },
      {
        default: ({ row }: { readonly row: Line }) => cell(row),
      },
    );
  return h(ElTable, { id: 'lines', data: [...lines.value], rowKey: 'id', emptyText: '还没有医嘱' }, () => [
    column('项目', (line) => h('span', { tabindex: -1, ref: (el) => place(line.id, el as Element) }, line.name)),
    column('数量', (line) => `${line.quantity ?? ''}${line.unit ?? ''}`, 110),
    column('支付', (line) => (line.payment === 'self' ? '自费' : '医保'), 90),
    // A badge of the page's own: where the page has put one, the widget puts none.
    column('提醒', (line) => h('compliance-badge', { item: line.id }), 90),
    column(
      '操作',
      (line) =>
        h(ElButton, { link: true, 'aria-label': `删除 ${line.name}`, onClick: () => remove(line.id) }, () => '删除'),
      90,
    ),
  ]);
}
