import { create, element } from './element.ts';
import type { Words } from './words.ts';

/** What the demonstration desk tells the page. */
export interface DeskOptions {
  readonly words: () => Words;
  /** Something has happened that may change what a check says. */
  readonly happened: () => void;
}

/** The buttons beside the order: the line, the plugin, and the bureau's urgent rule. */
export interface Desk {
  /** Names the buttons anew. */
  name(): void;
  /** Asks what arrived at the bureau. */
  look(): Promise<void>;
}

export function openDesk({ words, happened }: DeskOptions): Desk {
  let isIn = true;
  let isOn = true;
  const said = element('desk-said');
  const press = (id: string, act: () => Promise<string>): void => {
    const button = element<HTMLButtonElement>(id);
    button.addEventListener('click', async () => {
      button.disabled = true;
      said.textContent = await act().catch(String);
      button.disabled = false;
      name();
      happened();
    });
  };
  press('plug', async () => {
    await post(isIn ? 'pull-plug' : 'put-in-plug');
    isIn = !isIn;
    return isIn ? words().isBack : words().pulled;
  });
  press('power', async () => {
    await post(isOn ? 'stop-plugin' : 'start-plugin');
    isOn = !isOn;
    return isOn ? words().started : words().stopped;
  });
  press('urgent', async () => {
    const { name: drug } = (await post('urgent')) as { readonly name: string };
    return words().published(drug);
  });
  function name(): void {
    element('plug').textContent = isIn ? words().pull : words().putIn;
    element('power').textContent = isOn ? words().stop : words().start;
    element('urgent').textContent = words().urgent;
  }
  return {
    name,
    async look() {
      const arrived = (await post('arrived')) as readonly Record<'rule' | 'kind', string>[];
      element('arrived').replaceChildren(
        ...arrived.map(({ rule, kind }) => create('li', { textContent: `${rule} · ${kind}` })),
      );
    },
  };
}

async function post(action: string): Promise<unknown> {
  const response = await fetch(`/desk/${action}`, { method: 'POST', headers: { 'x-demonstration': '1' } });
  if (!response.ok) throw new Error(`${action}: ${response.status}`);
  return response.json();
}
