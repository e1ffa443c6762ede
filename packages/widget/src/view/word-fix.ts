import type { Fix } from '@forecheck/core';
import { formatFen } from '../model/money.ts';
import { itemOf } from '../model/rows.ts';
import { type Screen, say } from './screen.ts';

/** What a button for the fix says. */
export function wordFix(screen: Screen, fix: Fix): string {
  const { items } = screen.session;
  const phrase = `fix-${fix.kind}` as const;
  switch (fix.kind) {
    case 'remove-items': {
      const names = fix.items.map((id) => itemOf(id, items).label).join(say(screen, 'comma'));
      return say(screen, phrase, { n: fix.items.length, items: names });
    }
    case 'add-companion':
      return say(screen, phrase, { code: fix.code });
    case 'reduce-quantity':
      return say(screen, phrase, { to: fix.to, unit: fix.unit === undefined ? '' : ` ${fix.unit}` });
    case 'shorten-days':
      return say(screen, phrase, { to: fix.to });
    case 'set-price':
      return say(screen, phrase, { price: formatFen(Number(fix.toFen)) });
    default:
      return say(screen, phrase);
  }
}
