import type { OrderItem } from '@forecheck/core';
import type { CheckResult, PluginClient } from '@forecheck/plugin/browser';
import type { ComplianceAlerts, ForecheckEvents, ShownItem } from '@forecheck/widget';
import { ref, shallowRef } from 'vue';
import { createOrderBook } from '../his/order-book.ts';
import type { Patient } from '../his/patients.ts';
import { createRecorder } from '../his/record-later.ts';
import { WORDS } from '../his/words.ts';
import type { Chosen } from './add-dialog.ts';

/** What an order page needs to check its orders. */
export interface ChecksOptions {
  readonly client: PluginClient;
  readonly patient: Patient;
  readonly nameOf: (code: string) => string;
  readonly saved: () => void;
}

/** The lines of an order, and everything between them, the plugin and the widget. */
export function useChecks({ client, patient, nameOf, saved }: ChecksOptions) {
  const words = WORDS['zh-CN'];
  const book = createOrderBook(patient, nowText);
  const recorder = createRecorder(client);
  const lines = shallowRef<readonly OrderItem[]>([]);
  const said = ref('');
  const link = ref('');
  const element = ref<ComplianceAlerts>();
  const places = new Map<string, Element>();
  let last: CheckResult | undefined;
  let pack = client.status().pack;
  let asking = 0;
  /** The line that the dialog is about, once it is among the others. */
  let adding: string | undefined;

  const redraw = (): void => {
    lines.value = book.lines;
  };
  const items = (): readonly ShownItem[] =>
    book.lines.map(({ id, name = '', quantity, unit }) => {
      const control = places.get(id);
      const shown = { id, label: name, detail: `${quantity ?? ''}${unit ?? ''}` };
      return control === undefined ? shown : { ...shown, control };
    });

  async function check(moment: 'draft' | 'commit'): Promise<void> {
    asking += 1;
    const turn = asking;
    said.value = '';
    const result = await client.check(book.encounter());
    // Somebody went on writing: a later check says what holds now.
    if (turn !== asking) return;
    last = result;
    element.value?.present(result, { items: items(), moment });
    if (moment === 'commit' && element.value?.isOpen !== true) tellSaved();
  }

  function tellSaved(): void {
    const { tookMs = 0, decidedBy = 'nobody' } = last ?? {};
    said.value = words.saved(book.lines.length, tookMs.toFixed(1), words.by[decidedBy]);
    adding = undefined;
    saved();
  }

  function showState(): void {
    const status = client.status();
    if (element.value !== undefined) element.value.status = status;
    const isSilent = status.connection === 'plugin-silent';
    link.value = isSilent ? words.silent : words.link(status.connection, status.pack?.slice(0, 12) ?? '–');
    if (!isSilent) void recorder.retry();
    if (status.pack === undefined || status.pack === pack) return;
    pack = status.pack;
    if (lines.value.length > 0 && element.value?.isOpen !== true) void check('draft');
  }

  const stop = client.onChange(showState);
  // The client has just begun to connect: what it says before is not worth a banner.
  setTimeout(showState, 300);

  const listeners = {
    onForecheckFix: ({ detail }: ForecheckEvents['forecheck-fix']) => {
      const before = book.fix(detail.fix, nameOf);
      redraw();
      detail.accept(before);
      void check('commit');
    },
    onForecheckUndo: ({ detail }: ForecheckEvents['forecheck-undo']) => {
      book.restore(detail.before as readonly OrderItem[]);
      redraw();
      void check('commit');
    },
    onForecheckAttest: ({ detail }: ForecheckEvents['forecheck-attest']) => {
      for (const id of detail.items) book.change(id, { attestations: detail.knowledgePoints });
      void check('commit');
    },
    onForecheckDisposition: ({ detail }: ForecheckEvents['forecheck-disposition']) =>
      void recorder.record(detail.disposition, detail.encounterId),
    onForecheckRevise: () => {
      said.value = words.revised;
    },
    onForecheckContinue: tellSaved,
  };

  return {
    lines,
    said,
    link,
    element,
    listeners,
    check,
    close: stop,
    place(id: string, control: Element | null) {
      if (control === null) places.delete(id);
      else places.set(id, control);
    },
    /** Puts the dialog's line among the others; again, if it was changed there after a look at the alerts. */
    put({ item, quantity }: Chosen) {
      const { code, name, kind, unit } = item;
      const line = {
        code,
        name,
        kind,
        quantity,
        unitPriceFen: SAMPLE_PRICE_FEN,
        ...(unit === undefined ? {} : { unit }),
      };
      if (adding !== undefined && book.lines.some(({ id }) => id === adding)) book.change(adding, line);
      else {
        book.add(line);
        adding = book.lines.at(-1)?.id;
      }
      redraw();
    },
    /** What the dialog put among the lines stays there. */
    keep() {
      adding = undefined;
    },
    remove(id: string) {
      book.remove(id);
      redraw();
      void check('draft');
    },
  };
}

/** Now, as the engine reads it: in China's time, wherever the page is. */
function nowText(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Nobody's price: the catalogue of the example has none. */
const SAMPLE_PRICE_FEN = 2_000;
