/** A key of a bureau's first hour. */
export interface FirstKey {
  /** Of its file, without `.pem`. */
  readonly name: KeyName;
  readonly role: KeyRole;
  /** Where it belongs once the bureau is more than a trial. */
  readonly keep: string;
}

/** Which signatures a key is for. */
export type KeyRole = 'root' | 'head' | 'urgent' | 'publisher';

/** Names of the keys that are made. */
export type KeyName = 'root' | 'head' | 'urgent' | 'publisher-1' | 'publisher-2' | 'publisher-3';

/** Every key that a bureau begins with. */
export const FIRST_KEYS: readonly FirstKey[] = [
  { name: 'root', role: 'root', keep: 'OFFLINE, in a safe: whoever has it can replace all others' },
  { name: 'head', role: 'head', keep: 'on the machine of the bureau, which signs with it every hour' },
  { name: 'urgent', role: 'urgent', keep: 'OFFLINE, at hand of whoever is on duty: 50 rows for 7 days by itself' },
  { name: 'publisher-1', role: 'publisher', keep: 'OFFLINE, with the maker' },
  { name: 'publisher-2', role: 'publisher', keep: 'OFFLINE, with the checker' },
  { name: 'publisher-3', role: 'publisher', keep: 'OFFLINE, with a third person, for when one of the two is away' },
];

/** The sealed root of a folder of keys. */
export const ROOT_FILE = 'root.json';

/** Public halves of the keys of a folder. */
export const PUBLIC_FILE = 'public-keys.json';

/** Name of the file of a key. */
export const keyFile = (name: KeyName): string => `${name}.pem`;
