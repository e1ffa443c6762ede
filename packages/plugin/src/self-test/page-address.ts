/** What becomes of calls from a page to this machine, by Chromium's rules for local networks. */
export interface PageAddress {
  readonly origin: string;
  readonly scheme: 'http' | 'https';
  /** Where the page's server stands, as a browser sees it. */
  readonly space: 'loopback' | 'local' | 'public' | 'unknown';
  /**
   * `works`; `asks`, and is refused until the user or a policy allows it; `refused` without a question, because the page is not
   * a secure one.
   */
  readonly outcome: 'works' | 'asks' | 'refused' | 'unknown';
}

/** Finds the addresses of a name. */
export type Lookup = (name: string) => Promise<readonly string[]>;

/** What becomes of calls from a page; `undefined` for what is no address of a page. Never rejects. */
export async function placePage(text: string, lookup: Lookup): Promise<PageAddress | undefined> {
  const url = parseUrl(text);
  if (url === undefined) return undefined;
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isAddress(name) ? [name] : await lookup(name).catch(() => []);
  const spaces = new Set(addresses.map(spaceOf));
  // A name with addresses of several kinds is as good as its most public one.
  const space = (['public', 'local', 'loopback'] as const).find((one) => spaces.has(one)) ?? 'unknown';
  return { origin: url.origin, scheme, space, outcome: outcomeOf(scheme, space) };
}

function outcomeOf(scheme: PageAddress['scheme'], space: PageAddress['space']): PageAddress['outcome'] {
  if (space === 'unknown') return 'unknown';
  if (space !== 'public') return 'works';
  return scheme === 'https' ? 'asks' : 'refused';
}

function parseUrl(text: string): URL | undefined {
  if (text.length > ADDRESS_LENGTH_MAX || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

const isAddress = (name: string): boolean => /^\d+(?:\.\d+){3}$/.test(name) || name.includes(':');

function spaceOf(address: string): Exclude<PageAddress['space'], 'unknown'> {
  const bare = address.toLowerCase().replace(/^::ffff:/, '');
  if (/^127\./.test(bare) || bare === '::1') return 'loopback';
  const isLocal = /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd]|fe[89ab])/.test(bare);
  return isLocal ? 'local' : 'public';
}

const ADDRESS_LENGTH_MAX = 2_000;
