import type { Shape } from '@forecheck/pack';
import { describe, expect, test } from 'vitest';
import { EVENT_SHAPES } from './decode-event.ts';
import {
  CHUNK_BYTES_MAX,
  EVENT_BYTES_MAX,
  EVENTS_BYTES_MAX,
  EVENTS_MAX,
  FRAME_BYTES_MAX,
  PUSH_BYTES_MAX,
  REQUESTS_MAX,
  WINDOW_BYTES_MAX,
} from './limits.ts';
import { decodeClientMessage, encodeMessage } from './message-codec.ts';
import { CLIENT_SHAPES, SERVER_SHAPES } from './message-shapes.ts';
import type { Message } from './messages.ts';

const [page = ''] = Object.values(
  import.meta.glob<string>('../../../../docs/protocol.md', { eager: true, query: '?raw', import: 'default' }),
);

/** Names of fields by kind, as the tables of the page list them; `?` marks what may be absent. */
function tableUnder(heading: string): Readonly<Record<string, readonly string[]>> {
  const section = page.split(/^#+ /m).find((it) => it.startsWith(`${heading}\n`)) ?? '';
  const rows = [...section.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)];
  return Object.fromEntries(rows.map(([, kind, cell]) => [kind, fieldsOf(cell!)]));
}

/** The names of a cell: each part begins with one, or with several parted by commas. */
function fieldsOf(cell: string): readonly string[] {
  return cell
    .replaceAll(/\{[^}]*\}/g, '')
    .split(' · ')
    .flatMap((part) => [...(/^(?:`[\w?]+`(?:, )?)+/.exec(part)?.[0] ?? '').matchAll(/`([\w?]+)`/g)])
    .map(([, name]) => name!)
    .sort();
}

function fieldsOfShapes(shapes: Readonly<Record<string, unknown>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(shapes).map(([kind, shape]) => {
      const { fields } = (shape as Shape<unknown>).field as unknown as { fields: Record<string, { kind: string }> };
      const names = Object.entries(fields).map(([name, { kind: plan }]) => (plan === 'optional' ? `${name}?` : name));
      return [kind, names.filter((name) => name !== 'type').sort()];
    }),
  );
}

describe('the page', () => {
  test('lists every message with its fields', () => {
    const either = tableUnder('From either');
    expect({ ...tableUnder('From the client'), ...either }).toEqual(fieldsOfShapes(CLIENT_SHAPES));
    expect({ ...tableUnder('From the server'), ...either }).toEqual(fieldsOfShapes(SERVER_SHAPES));
    expect(tableUnder('Events')).toEqual(fieldsOfShapes(EVENT_SHAPES));
  });

  test('shows bytes that mean what they say', () => {
    const lines = /^```\n(88 [^`]*)```$/m.exec(page)?.[1]?.split('\n') ?? [];
    const hex = lines.map((line) => line.replace(/#.*/, '')).join('');
    const bytes = Uint8Array.from(hex.match(/[0-9a-f]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16));
    const told = lines.flatMap((line) => /# ("\w+": .*)$/.exec(line)?.[1] ?? []).join(',');
    const message = JSON.parse(`{${told}}`) as Message;
    expect(decodeClientMessage(bytes)).toEqual(message);
    expect([...encodeMessage(message)]).toEqual([...bytes]);
  });

  test('tells the limits that there are', () => {
    const limits = { FRAME_BYTES_MAX, CHUNK_BYTES_MAX, WINDOW_BYTES_MAX, PUSH_BYTES_MAX, REQUESTS_MAX, EVENTS_MAX };
    for (const [name, limit] of Object.entries({ ...limits, EVENTS_BYTES_MAX, EVENT_BYTES_MAX })) {
      expect(page, name).toContain(`(\`${name}\`) | ${limit.toLocaleString('en')} |`);
    }
  });
});
