// The order entry once more, as a Vue 3 application with Element Plus. What it shares with the page at `/` is what has nothing to
// do with how a page is drawn: who is ill, what was ordered, and what was decided.
import { openPluginClient } from '@forecheck/plugin/browser';
import { defineElements } from '@forecheck/widget';
import { localeContextKey } from 'element-plus';
import zhCn from 'element-plus/es/locale/lang/zh-cn';
import { createApp, ref } from 'vue';
import type { CatalogueItem } from './add-dialog.ts';
import { OrderPage } from './order-page.ts';

const [catalogue, settings] = await Promise.all([
  getJson<readonly CatalogueItem[]>('/catalogue.json'),
  getJson<{ readonly plugin: string; readonly token: string }>('/settings.json'),
]);
defineElements();
const client = openPluginClient({ url: settings.plugin, token: settings.token, whenSilent: 'open' });
const app = createApp(OrderPage, { client, catalogue });
app.provide(localeContextKey, ref(zhCn));
app.mount('#app');

async function getJson<T>(path: string): Promise<T> {
  return (await (await fetch(path)).json()) as T;
}
