import { join } from 'node:path';
import type { LintSeverity } from '@forecheck/core/compile';
import type { Finding, LintedSource } from './locate-findings.ts';
import { formatCount } from './progress.ts';
import type { Style, Terminal } from './terminal.ts';

/** How much was found, over all sources. */
export type FindingCounts = Readonly<Record<'errors' | 'warnings' | 'infos', number>>;

/** How to list what was found. */
export interface FindingsForm {
  /** Notes too, and every one of a kind. */
  readonly isAll: boolean;
  readonly paint: Terminal['paint'];
}

/** How many findings of each severity there are. */
export function countFindings(linted: readonly LintedSource[]): FindingCounts {
  const count = (severity: LintSeverity): number =>
    linted.reduce((total, { findings }) => total + findings.filter((one) => one.severity === severity).length, 0);
  const unlisted = linted.reduce((total, one) => total + one.unlistedErrors, 0);
  return { errors: count('error') + unlisted, warnings: count('warning'), infos: count('info') };
}

/** What was found as text: a block per source, and the counts. */
export function formatFindings(linted: readonly LintedSource[], form: FindingsForm): string {
  const lines = linted.flatMap((one) => formatSource(one, form));
  const { errors, warnings, infos } = countFindings(linted);
  const hidden = infos > 0 && !form.isAll ? ' (--all lists them)' : '';
  lines.push(`${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(infos, 'note')}${hidden}`);
  return `${lines.join('\n')}\n`;
}

function formatSource({ folder, findings, unlistedErrors }: LintedSource, { isAll, paint }: FindingsForm): string[] {
  const shown = findings.filter(({ severity }) => isAll || severity !== 'info');
  if (shown.length === 0) return [];
  const lines = [paint('bold', folder)];
  const listed = new Map<string, number>();
  for (const finding of shown) {
    const { code, severity, message, hint } = finding;
    const count = (listed.get(code) ?? 0) + 1;
    listed.set(code, count);
    if (!isAll && count > LISTED_PER_CODE_MAX) continue;
    const { word, style } = SEVERITIES[severity];
    lines.push(`  ${placeOf(folder, finding)}: ${paint(style, word)} ${code}: ${message}`);
    // Advice is the same for all of a code, so it is given once.
    if (count === 1) lines.push(`    ${paint('dim', hint)}`);
  }
  for (const [code, count] of listed) {
    const more = count - LISTED_PER_CODE_MAX;
    if (!isAll && more > 0) lines.push(`  ${formatCount(more)} more ${code} (--all lists them)`);
  }
  if (unlistedErrors > 0) lines.push(`  ${plural(unlistedErrors, 'more error')}; mend those listed and lint again`);
  return lines;
}

/** As compilers write it, so that terminals and editors can jump there; and the row, for files of a thousand rows. */
function placeOf(folder: string, { file, line, path, row }: Finding): string {
  const place = file === undefined ? folder : join(folder, file);
  const about = row === undefined ? path : `${row.kind} \`${row.id}\``;
  return `${place}${line === undefined ? '' : `:${line}`}${about === '' ? '' : ` (${about})`}`;
}

function plural(count: number, word: string): string {
  return `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;
}

const SEVERITIES: Readonly<Record<LintSeverity, { readonly word: string; readonly style: Style }>> = {
  error: { word: 'error', style: 'red' },
  warning: { word: 'warning', style: 'yellow' },
  info: { word: 'note', style: 'cyan' },
};
/** One mistake made in a thousand rows would hide all others. */
const LISTED_PER_CODE_MAX = 20;
