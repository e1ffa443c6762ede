import { CliError } from '../error.ts';

/** Calls of a bureau over HTTP. All reject with what the bureau refused with, `bureau-unreachable` or `answer-malformed`. */
export interface BureauCalls {
  readonly url: string;
  /** A call whose answer is JSON. */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer>;
  /** Bytes that are published; absent when there are none. */
  fetchBytes(path: string): Promise<Uint8Array | undefined>;
  putBlob(bytes: Uint8Array): Promise<void>;
  /** Hands in a sealed root. */
  sendRoot(sealed: Uint8Array): Promise<void>;
  /** The same bureau, for somebody else. */
  as(token: string): BureauCalls;
}

/** A JSON object, of which nothing is known yet. */
export type Answer = Readonly<Record<string, unknown>>;

/** A refusal of a bureau, as it is told: `hasCodeOfOurs` knows it by its code. */
class BureauRefusal extends Error {
  override readonly name: string = 'BureauRefusal';
  readonly code: string;
  readonly retry: string;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor({ code, message, retry, detail }: Partial<BureauRefusal> & { readonly code: string }) {
    super(message ?? 'the bureau failed');
    this.code = code;
    this.retry = retry ?? 'never';
    this.detail = detail ?? {};
  }
}

/** A bureau at an address. Nothing is asked yet. */
export function connectBureau({ url, token }: { readonly url: string; readonly token?: string }): BureauCalls {
  const base = url.replace(/\/+$/, '');
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const send = async (method: string, path: string, body?: NonNullable<RequestInit['body']>): Promise<Response> => {
    try {
      return await fetch(`${base}${path}`, { method, headers: authorization, ...(body === undefined ? {} : { body }) });
    } catch (cause) {
      throw new CliError('bureau-unreachable', `no bureau answers at \`${base}\``, {}, { cause });
    }
  };
  const sendBytes = async (method: string, path: string, bytes: Uint8Array): Promise<void> => {
    const response = await send(method, path, new Uint8Array(bytes));
    const answer = await readAnswer(response);
    if (!response.ok) throw refusalOf(response, answer);
  };
  return {
    url: base,
    async ask(method, path, body) {
      const response = await send(method, path, body && JSON.stringify(body));
      const answer = await readAnswer(response);
      if (!response.ok) throw refusalOf(response, answer);
      return answer;
    },
    async fetchBytes(path) {
      const response = await send('GET', path);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      const refusal = refusalOf(response, await readAnswer(response));
      if (refusal.code === 'resource-unknown') return undefined;
      throw refusal;
    },
    putBlob: (bytes) => sendBytes('PUT', '/v1/blobs', bytes),
    sendRoot: (sealed) => sendBytes('POST', '/v1/roots', sealed),
    as: (other) => connectBureau({ url, token: other }),
  };
}

/**
 * A field of an answer that has to be text.
 *
 * @throws {@link CliError} `answer-malformed`
 */
export function textOf(answer: Answer, name: string): string {
  const value = answer[name];
  if (typeof value === 'string') return value;
  throw new CliError('answer-malformed', `the answer of the bureau has no \`${name}\``);
}

async function readAnswer(response: Response): Promise<Answer> {
  try {
    const answer: unknown = await response.json();
    if (typeof answer === 'object' && answer !== null) return answer as Answer;
  } catch {
    // Told below: whatever it is, it is no answer of a bureau.
  }
  throw new CliError('answer-malformed', `what answers is no bureau; it says ${response.status}`, {
    status: response.status,
  });
}

function refusalOf({ status }: Response, answer: Answer): BureauRefusal | CliError {
  const told = Object(answer['error']) as Partial<BureauRefusal>;
  const { code } = told;
  if (typeof code === 'string') return new BureauRefusal({ ...told, code });
  return new CliError('answer-malformed', `what answers is no bureau; it says ${status}`, { status });
}
