import type { IncomingMessage } from 'node:http';
import type { PluginLimits } from '../config/limits.ts';
import { PluginError } from '../error.ts';

/**
 * Refuses what is not declared as JSON. A page can send forms and plain text anywhere without asking; for JSON the browser asks
 * first, and is told no.
 *
 * @throws {@link PluginError} `content-type-refused`
 */
export function requireJson({ headers }: IncomingMessage): void {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() === 'application/json') return;
  throw new PluginError('content-type-refused', 'the body is not declared as `application/json`');
}

/** @throws {@link PluginError} `body-excessive`, by what the request says of itself */
export function requireLength({ headers }: IncomingMessage, bytesMax: number): void {
  if (Number(headers['content-length'] ?? 0) > bytesMax) throw excessive(bytesMax);
}

/**
 * The text of a body. GBK is read too where the request says so: older HIS send nothing else.
 *
 * @throws {@link PluginError} `body-excessive`, `body-malformed`
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > bytesMax) throw excessive(bytesMax);
    chunks.push(chunk);
  }
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(request.headers['content-type'] ?? '') ?? [];
  const name = /^gb(?:k|2312|18030)$/i.test(charset) ? 'gb18030' : 'utf-8';
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    throw new PluginError('body-malformed', `the body is no ${name.toUpperCase()}`, { path: '' });
  }
}

/** @throws {@link PluginError} `body-malformed`, `depth-excessive` */
export function parseJson(text: string, { depthMax }: Pick<PluginLimits, 'depthMax'>): unknown {
  requireDepth(text, depthMax);
  try {
    return JSON.parse(text);
  } catch {
    throw new PluginError('body-malformed', 'the body is no JSON', { path: '' });
  }
}

/** Before it is parsed: brackets cost a byte to send, and a good deal more to hold. */
export function requireDepth(text: string, depthMax: number): void {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = endOfString(text, index);
    } else if (code === BRACKET || code === BRACE) {
      depth += 1;
      if (depth > depthMax) {
        throw new PluginError('depth-excessive', `the body is nested deeper than ${depthMax}`, { depthMax });
      }
    } else if (code === BRACKET_END || code === BRACE_END) {
      depth -= 1;
    }
  }
}

/** The quote that ends a string; the end of the text where none does. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === ESCAPE) escapes += 1;
    if (escapes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function excessive(bytesMax: number): PluginError {
  return new PluginError('body-excessive', `the body is longer than ${bytesMax} bytes`, { bytesMax });
}

const QUOTE = 0x22;
const ESCAPE = 0x5c;
const BRACKET = 0x5b;
const BRACKET_END = 0x5d;
const BRACE = 0x7b;
const BRACE_END = 0x7d;
