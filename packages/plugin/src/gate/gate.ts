import type { IncomingMessage } from 'node:http';
import { PluginError } from '../error.ts';
import { isLoopback } from './loopback.ts';

/** Who may knock at all. What they may do is decided by their token. */
export interface GateOptions {
  /** Every name under which the plugin is called, with its port as browsers send it. */
  readonly hosts: ReadonlySet<string>;
  /** Serves this machine alone. */
  readonly isLocal: boolean;
  readonly scheme: 'http' | 'https';
  /** Whether a page may call: one of the configuration, or one that was paired. */
  readonly isKnownOrigin: (origin: string) => boolean;
}

/** What the head of a request tells. */
export interface Knock {
  /** The page, where a page calls. */
  readonly origin?: string;
  /** A browser asks before it sends the real one. */
  readonly isPreflight: boolean;
  /** A page of the plugin itself, opened on this machine. */
  readonly isOwnPage: boolean;
  /** A program of this machine, and no browser. */
  readonly isNative: boolean;
}

/**
 * Looks at the head of a request, in this order: the machine, the name, the page, what the browser says of the site.
 *
 * The name is compared before the page, because a page whose name was made to point here (DNS rebinding) is of one origin
 * with the plugin and would pass.
 *
 * @param isOriginOpen - Lets unknown pages through, while a pairing waits for one.
 * @throws {@link PluginError} `peer-refused`, `host-refused`, `origin-refused`, `site-refused`
 */
export function admit(request: IncomingMessage, options: GateOptions, isOriginOpen = false): Knock {
  const peer = request.socket.remoteAddress ?? '';
  const isLocalPeer = isLoopback(peer);
  if (options.isLocal && !isLocalPeer) throw new PluginError('peer-refused', 'only this machine is served');
  const host = onlyHeader(request, 'host')?.toLowerCase();
  if (host === undefined || !options.hosts.has(host) || !(request.url ?? '').startsWith('/')) {
    throw new PluginError('host-refused', 'the plugin does not go by this name');
  }
  const origin = onlyHeader(request, 'origin');
  const site = onlyHeader(request, 'sec-fetch-site');
  const isOwn = origin === `${options.scheme}://${host}` || (origin === undefined && site === 'same-origin');
  if (origin !== undefined) {
    if (!isOwn && !options.isKnownOrigin(origin) && !(isOriginOpen && ORIGIN.test(origin))) {
      throw new PluginError('origin-refused', 'this page may not call');
    }
  } else if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    // An image or a link of another site sends no origin.
    throw new PluginError('site-refused', 'another site made the browser ask');
  }
  const isBrowser = origin !== undefined || site !== undefined;
  return {
    ...(origin === undefined ? {} : { origin }),
    isPreflight: request.method === 'OPTIONS' && onlyHeader(request, 'access-control-request-method') !== undefined,
    isOwnPage: isLocalPeer && isOwn,
    isNative: isLocalPeer && !isBrowser,
  };
}

/**
 * The value of a header that is there once; of one that is there twice, nothing that anybody would accept.
 *
 * Node keeps the first `Host` and drops the second, and what stands before us may have looked at the other.
 */
function onlyHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  let value: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== name) continue;
    value = value === undefined ? rawHeaders[index + 1] : TWICE;
  }
  return value;
}

const ORIGIN = /^https?:\/\/[^\s/]{1,255}$/;
/** No host, no origin, no site. */
const TWICE = ' ';
