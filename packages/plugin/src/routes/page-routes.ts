import * as z from 'zod';
import { PluginError } from '../error.ts';
import { type Lookup, placePage } from '../self-test/page-address.ts';
import { SELF_TEST_HTML, SELF_TEST_POLICY, SELF_TEST_SCRIPT, SELF_TEST_STYLE } from '../self-test/self-test-page.ts';
import type { Route } from './route.ts';

/** What is shown in a browser. */
export interface PageRoutesOptions {
  /** The script of the widget; absent where it was not built. */
  readonly widget: Uint8Array | undefined;
  readonly widgetStyle: Uint8Array | undefined;
  readonly isKnownOrigin: (origin: string) => boolean;
  readonly lookup: Lookup;
}

/** The self-test page, and the script of the widget. */
export function pageRoutes({ widget, widgetStyle, isKnownOrigin, lookup }: PageRoutesOptions): readonly Route[] {
  return [
    page('/self-test', 'text/html', SELF_TEST_HTML),
    page('/self-test.js', 'text/javascript', SELF_TEST_SCRIPT),
    page('/self-test.css', 'text/css', SELF_TEST_STYLE),
    {
      method: 'POST',
      path: '/v1/self-test/page',
      access: 'local',
      async respond({ json }) {
        const parsed = pageBody.safeParse(await json());
        const place = parsed.success ? await placePage(parsed.data.page, lookup) : undefined;
        if (place === undefined)
          throw new PluginError('body-malformed', 'this is no address of a page', { path: 'page' });
        return { body: { ...place, isListed: isKnownOrigin(place.origin) } };
      },
    },
    file('/widget.js', 'text/javascript', widget),
    // As the script calls it, beside itself.
    file('/forecheck-widget.css', 'text/css', widgetStyle),
  ];
}

function file(path: string, type: string, body: Uint8Array | undefined): Route {
  // The same for everybody, and looked for again after an upgrade.
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' };
  return {
    method: 'GET',
    path,
    access: 'anybody',
    respond() {
      if (body === undefined) throw new PluginError('widget-absent', 'the script of the widget is not here');
      return { body, headers };
    },
  };
}

function page(path: string, type: string, body: string): Route {
  const headers = { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': SELF_TEST_POLICY };
  return { method: 'GET', path, access: 'anybody', respond: () => ({ body, headers }) };
}

const pageBody = z.strictObject({ page: z.string() });
