import type { Terminal } from './terminal.ts';

/** One line on standard error that says how far long work has come; nothing when nobody is looking. */
export interface Progress {
  /** @param total - Absent when it is not known. */
  update(done: number, total?: number): void;
  /** Goes on to the next piece of work. */
  show(what: string): void;
  /** Clears the line. May be called again. */
  end(): void;
}

/** Shows `what` at once, and then at most ten times a second how far it is. */
export function startProgress(terminal: Terminal, what: string): Progress {
  if (!terminal.isWatched) return SILENT;
  let shown = what;
  let shownAt = performance.now();
  const progress: Progress = {
    update(done, total) {
      const now = performance.now();
      if (now - shownAt < INTERVAL_MS) return;
      shownAt = now;
      const share = total ? ` of ${formatCount(total)}, ${Math.floor((done / total) * 100)} %` : '';
      terminal.rewrite(`${CLEAR}${shown}: ${formatCount(done)}${share}`);
    },
    show(next) {
      shown = next;
      terminal.rewrite(`${CLEAR}${shown} …`);
    },
    end: () => terminal.rewrite(CLEAR),
  };
  progress.show(what);
  return progress;
}

/** `1234567` as `1,234,567`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

const SILENT: Progress = { update: () => {}, show: () => {}, end: () => {} };
const INTERVAL_MS = 100;
/** To the start of the line, and everything after it gone. */
const CLEAR = '\r\x1b[K';
