import type { SetAsideRow, TableReport } from '../report/import-report.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { productNames } from './dosage-forms.ts';
import type { DrugCatalogueLine } from './import-drug-catalogue.ts';
import type { NamedCode } from './import-national-codes.ts';

/** Pay class by code, and what became of each line of the drug catalogue. */
export interface PayClasses {
  readonly byCode: ReadonlyMap<string, 'a' | 'b'>;
  readonly outcomes: TableReport['outcomes'];
  readonly setAside: readonly SetAsideRow[];
}

/**
 * Pay class of every coded drug whose name is exactly a name of the catalogue, or a catalogue name with one of its
 * dosage forms. The catalogue leaves salts and strengths out of its names, so many lines match nothing; a drug
 * that lines of both classes claim gets none.
 */
export function matchPayClasses(lines: readonly DrugCatalogueLine[], codes: readonly NamedCode[]): PayClasses {
  const codesByName = new Map<string, string[]>();
  for (const { code, name } of codes) {
    const normal = normaliseText(name);
    const list = codesByName.get(normal);
    if (list === undefined) codesByName.set(normal, [code]);
    else list.push(code);
  }
  const matches = lines.map((line) =>
    line.payClass === undefined
      ? []
      : line.names
          .flatMap((name) => productNames(name, line.dosageForm))
          .flatMap((name) => codesByName.get(normaliseText(name)) ?? []),
  );
  const claims = new Map<string, Set<'a' | 'b'>>();
  lines.forEach(({ payClass }, index) => {
    if (payClass === undefined) return;
    for (const code of matches[index]!) claims.set(code, (claims.get(code) ?? new Set()).add(payClass));
  });
  const byCode = new Map<string, 'a' | 'b'>();
  for (const [code, [payClass, other]] of claims) {
    if (payClass !== undefined && other === undefined) byCode.set(code, payClass);
  }
  return { byCode, ...account(lines, matches, byCode) };
}

function account(
  lines: readonly DrugCatalogueLine[],
  matches: readonly (readonly string[])[],
  byCode: ReadonlyMap<string, 'a' | 'b'>,
): Pick<PayClasses, 'outcomes' | 'setAside'> {
  const outcomes = { matched: 0, 'without pay class': 0, 'name unmatched': 0, 'class ambiguous': 0 };
  const setAside: SetAsideRow[] = [];
  lines.forEach((line, index) => {
    const aside = (reason: SetAsideRow['reason']) =>
      setAside.push({ at: `${line.file}:${line.line}`, table: 'drug-catalogue', reason });
    if (line.payClass === undefined) {
      outcomes['without pay class'] += 1;
      aside('class-absent');
    } else if (matches[index]!.length === 0) {
      outcomes['name unmatched'] += 1;
      aside('name-unmatched');
    } else if (matches[index]!.some((code) => byCode.has(code))) {
      outcomes.matched += 1;
    } else {
      outcomes['class ambiguous'] += 1;
      aside('class-ambiguous');
    }
  });
  return { outcomes, setAside };
}
