import { LINT_CODES, type LintCode, type LintDiagnostic, type LintRow } from './diagnostic.ts';

/** Collects what the checks find. */
export interface Report {
  /** @param row - What it is about, with its place in the source; `path` is added to that place. */
  add(code: LintCode, row: ReportedRow | undefined, path: string, message: string): void;
}

/** A row and where it stands. */
export interface ReportedRow {
  readonly kind: LintRow['kind'];
  readonly index: number;
  readonly id: string;
}

/** A report and the list that it fills, in the order of the source, at most `LINT_DIAGNOSTICS_MAX`. */
export function startReport(): { readonly report: Report; finish(): readonly LintDiagnostic[] } {
  const found: (LintDiagnostic & { readonly position: number })[] = [];
  let total = 0;
  const report: Report = {
    add(code, row, path, message) {
      total += 1;
      if (found.length >= LINT_DIAGNOSTICS_MAX) return;
      const { severity, hint } = LINT_CODES[code];
      const place = row === undefined ? '' : `${LISTS[row.kind]}[${row.index}]`;
      found.push({
        code,
        severity,
        path: place + (place !== '' && path !== '' && !path.startsWith('[') ? `.${path}` : path),
        ...(row === undefined ? {} : { row: { kind: row.kind, id: row.id } }),
        message,
        hint,
        position: row === undefined ? -1 : ORDER.indexOf(row.kind) * 2 ** 32 + row.index,
      });
    },
  };
  return {
    report,
    finish() {
      found.sort((a, b) => a.position - b.position);
      const diagnostics: LintDiagnostic[] = found.map(({ position: _, ...diagnostic }) => diagnostic);
      if (total > found.length) {
        diagnostics.push({
          code: 'diagnostics-truncated',
          ...LINT_CODES['diagnostics-truncated'],
          path: '',
          message: `${total - found.length} more findings are not listed`,
        });
      }
      return diagnostics;
    },
  };
}

/** Most diagnostics of one call: more than that is one mistake made many times. */
export const LINT_DIAGNOSTICS_MAX = 10_000;

/** Property of the source that holds each kind of row. */
export const LISTS = {
  rule: 'rules',
  knowledge: 'knowledge',
  catalogue: 'catalogue',
  mapping: 'mappings',
  policy: 'policy',
  withdrawal: 'withdrawn',
} as const satisfies Readonly<Record<LintRow['kind'], string>>;

const ORDER: readonly LintRow['kind'][] = ['rule', 'knowledge', 'catalogue', 'mapping', 'policy', 'withdrawal'];
