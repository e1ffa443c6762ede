import type { LocalText } from '@forecheck/core';
import { fill, type Phrase, type Words } from '../locale/words.ts';
import type { ShownStatus } from '../model/status.ts';
import type { Settings } from '../session/desk.ts';
import type { Session } from '../session/session.ts';

/** What a view is made of. */
export interface Screen {
  readonly session: Session;
  readonly settings: Settings;
  readonly status: ShownStatus;
  readonly keys: Keys;
  readonly nowMs: number;
  /** Where the words of a basis can be read. */
  readonly linkOf: (instrument: string, article: string | undefined) => string | undefined;
}

/** Function keys by what they do while the dialog is open. An empty text is no key. */
export interface Keys {
  readonly fix: string;
  readonly evidence: string;
  readonly batch: string;
  readonly continue: string;
  readonly override: string;
  readonly undo: string;
}

/** What keys do where the page says nothing else. */
export const DEFAULT_KEYS: Keys = {
  fix: 'F2',
  evidence: 'F4',
  batch: 'F6',
  continue: 'F8',
  override: 'F9',
  undo: 'F10',
};

/** A phrase of the screen's language. */
export function say({ settings }: Screen, phrase: Phrase, values?: Readonly<Record<string, string | number>>): string {
  return fill(settings.words.say[phrase], values);
}

/** A text of the rule pack in the screen's language; Chinese, which decides, where there is no other. */
export function local(text: LocalText, { lang }: Words): string {
  return (lang.slice(0, 2) === 'en' ? text.en : text['zh-CN']) || text['zh-CN'] || text.en || '';
}
