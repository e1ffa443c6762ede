import type { Client, Clock } from '@forecheck/sync';
import type { EventsAck, Question, Questions } from '@forecheck/sync/protocol';
import { BureauError } from '../error.ts';
import { checkPlace } from '../intake/intake.ts';
import { FORWARDED_UPLOADS_MAX } from './limits.ts';
import type { Acknowledgement, Upload } from './port.ts';

/** Hands uploads to the upstream, and acknowledgements back. Keeps nothing for good: the sender does, until acknowledged. */
export interface Forwarder {
  /**
   * Resolves when the upstream has answered: with how far the stream is, which may be before the piece where something
   * between is missing, or that the stream is set aside.
   *
   * @throws {@link BureauError} `stream-malformed` for what no bureau answers; `upstream-unreachable` when it has not within a minute, or too many wait already
   */
  upload(upload: Upload): Promise<Acknowledgement>;
  /** Something came from the upstream for an institution. */
  receive(message: EventsAck | Questions): void;
  /** The connection came or went: what is not acknowledged is sent over the one that there is now. */
  reconnected(): void;
  close(): void;
}

interface Waiting {
  readonly upload: Upload;
  readonly resolve: (acknowledgement: Acknowledgement) => void;
  readonly reject: (error: BureauError) => void;
  readonly cancel: () => void;
}

/** What a forwarder needs. */
export interface ForwarderOptions {
  readonly clock: Clock;
  /** Over whichever connection there is; false without one. */
  readonly forward: Client['forward'];
  readonly asked: (institution: string, questions: readonly Question[]) => void;
}

/** A forwarder that holds a piece while the upstream is away for a moment, and gives it up after a minute. */
export function createForwarder({ clock, forward, asked }: ForwarderOptions): Forwarder {
  const waiting = new Set<Waiting>();
  const settle = (one: Waiting): void => {
    one.cancel();
    waiting.delete(one);
  };
  return {
    upload: (upload) =>
      new Promise((resolve, reject) => {
        // A bureau says nothing to it, so that it would keep its place for a minute.
        checkPlace(upload);
        if (waiting.size >= FORWARDED_UPLOADS_MAX) return reject(unreachable());
        const cancel = clock.after(PATIENCE_MS, () => {
          waiting.delete(one);
          reject(unreachable());
        });
        const one: Waiting = { upload, resolve, reject, cancel };
        waiting.add(one);
        forward({ kind: 'events', ...upload });
      }),
    receive(message) {
      const { institution } = message;
      if (institution === undefined) return;
      if (message.kind === 'questions') return asked(institution, message.questions);
      const { stream, sequence, quarantined = false } = message;
      for (const one of waiting) {
        const { upload } = one;
        if (upload.institution !== institution || upload.stream !== stream) continue;
        const isReached = quarantined || sequence >= upload.first + upload.entries.length - 1;
        // What lies beyond a gap never becomes contiguous by waiting: its sender is told how far the stream is, and the place
        // goes to somebody else. An answer to the piece right before it says nothing of it yet.
        const isBeyondGap = sequence < upload.first - 1;
        if (!isReached && !isBeyondGap) continue;
        settle(one);
        one.resolve({ sequence, isQuarantined: quarantined });
      }
    },
    reconnected() {
      // Again what was under way, too: the bureau takes each entry once.
      for (const { upload } of waiting) forward({ kind: 'events', ...upload });
    },
    close() {
      for (const one of waiting) {
        settle(one);
        one.reject(unreachable());
      }
    },
  };
}

function unreachable(): BureauError {
  return new BureauError('upstream-unreachable', 'nothing was acknowledged: the upstream cannot be reached');
}

// As long as a client waits before it sends again.
const PATIENCE_MS = 60_000;
