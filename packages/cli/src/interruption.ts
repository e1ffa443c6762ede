/**
 * Aborted by the first SIGINT (Ctrl-C) or SIGTERM. A second one ends the process at once, as it does everywhere: nobody has
 * to wait for an end that does not come.
 */
export function interruption(): AbortSignal {
  if (controller === undefined) {
    const started = new AbortController();
    controller = started;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => started.abort());
  }
  return controller.signal;
}

/** Resolves when the signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

let controller: AbortController | undefined;
