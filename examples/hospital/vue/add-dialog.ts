import { ElButton, ElDialog, ElInput, ElInputNumber } from 'element-plus';
import { defineComponent, h, type PropType, ref } from 'vue';

/** What may be ordered. */
export interface CatalogueItem {
  readonly code: string;
  readonly name: string;
  readonly unit?: string;
  readonly kind: 'drug' | 'service' | 'consumable';
}

/** What was chosen. */
export interface Chosen {
  readonly item: CatalogueItem;
  readonly quantity: number;
}

/**
 * A dialog for one line more. It has a focus trap of its own; when the line is saved from here, the widget's dialog comes up
 * above it, takes the focus, and gives it back.
 */
export const AddDialog = defineComponent({
  name: 'AddDialog',
  props: {
    isOpen: { type: Boolean, required: true },
    catalogue: { type: Array as PropType<readonly CatalogueItem[]>, required: true },
  },
  emits: { close: () => true, add: (_: Chosen) => true, save: (_: Chosen) => true },
  setup(props, { emit }) {
    const name = ref('');
    const quantity = ref(1);
    const found = (): CatalogueItem | undefined => props.catalogue.find((item) => item.name === name.value.trim());
    const choose = (what: 'add' | 'save') => () => {
      const item = found();
      if (item === undefined) return;
      const chosen = { item, quantity: quantity.value };
      if (what === 'add') emit('add', chosen);
      else emit('save', chosen);
    };
    const clear = (): void => {
      name.value = '';
      quantity.value = 1;
    };
    return () =>
      h(
        ElDialog,
        {
          modelValue: props.isOpen,
          'onUpdate:modelValue': (isOpen: boolean) => isOpen || emit('close'),
          onClosed: clear,
          title: '添加医嘱',
          width: '460px',
          // Its own transition moves the dialog; what is under it has to be reachable at once.
          closeOnClickModal: false,
        },
        {
          default: () => [
            h('label', { for: 'find' }, '项目名称'),
            h(ElInput, {
              id: 'find',
              modelValue: name.value,
              'onUpdate:modelValue': (text: string) => {
                name.value = text;
              },
              list: 'catalogue',
            }),
            h(
              'datalist',
              { id: 'catalogue' },
              props.catalogue.map(({ code, name: value }) => h('option', { key: code, value }, code)),
            ),
            h('label', { for: 'quantity' }, '数量'),
            h(ElInputNumber, {
              id: 'quantity',
              min: 1,
              modelValue: quantity.value,
              'onUpdate:modelValue': (value: number | undefined) => {
                quantity.value = value ?? 1;
              },
            }),
          ],
          footer: () => [
            h(ElButton, { id: 'add-line', disabled: found() === undefined, onClick: choose('add') }, () => '加入'),
            h(
              ElButton,
              { id: 'add-and-save', type: 'primary', disabled: found() === undefined, onClick: choose('save') },
              () => '加入并保存',
            ),
          ],
        },
      );
  },
});
