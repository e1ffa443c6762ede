/** How much is written, most last. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
/** One of {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What may stand in a line: numbers, codes, names of routes and callers. Never a value of a request. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes what happened, one JSON object a line. */
export interface Log {
  error(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  debug(event: string, fields?: LogFields): void;
}

/** What {@link createLog} writes with. */
export interface LogOptions {
  readonly level: LogLevel;
  readonly write: (line: string) => void;
  readonly nowMs: () => number;
}

/** A log of one level. */
export function createLog({ level, write, nowMs }: LogOptions): Log {
  const most = LOG_LEVELS.indexOf(level);
  const at =
    (own: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(own) > most) return;
      write(`${JSON.stringify({ at: new Date(nowMs()).toISOString(), level: own, event, ...fields })}\n`);
    };
  return { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
}
