import type { PublishedPoint } from '../points/published-point.ts';
import type { ClassReport, PointCounts } from '../report/import-report.ts';
import type { PointOutcome, RuleClass } from './rule-class.ts';
import { RULE_CLASSES } from './rule-classes.ts';

/** Counts what became of the points of each class. */
export class ClassCounter {
  readonly #byName = new Map<string, Tally>();

  count(point: PublishedPoint, ruleClass: RuleClass | undefined, outcome: PointOutcome): void {
    const tally = this.#tally(point.ruleClass, ruleClass);
    const counts = point.isCurrent ? tally.current : tally.superseded;
    counts.points += 1;
    if (outcome.kind === 'decidable') counts.decidable += 1;
    else if (outcome.kind === 'prompt') counts.prompts += 1;
    else counts.setAside += 1;
  }

  countRemainder(ruleClass: RuleClass, isAsked: boolean): void {
    const { remainders } = this.#tally(ruleClass.name, ruleClass);
    if (isAsked) remainders.asked += 1;
    else remainders.covered += 1;
  }

  /** In the order of the 2025 edition; unknown classes last, by name. */
  reports(): readonly ClassReport[] {
    const order = new Map(RULE_CLASSES.map(({ name }, index) => [name, index]));
    const rank = (name: string) => order.get(name) ?? RULE_CLASSES.length;
    return [...this.#byName.values()].sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
  }

  #tally(name: string, ruleClass: RuleClass | undefined): Tally {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const tally: Tally = {
      name,
      rule: ruleClass?.rule.id ?? '',
      current: none(),
      superseded: none(),
      remainders: { asked: 0, covered: 0 },
    };
    this.#byName.set(name, tally);
    return tally;
  }
}

type Counts = { -readonly [Key in keyof PointCounts]: number };
interface Tally extends ClassReport {
  readonly current: Counts;
  readonly superseded: Counts;
  readonly remainders: { asked: number; covered: number };
}

function none(): Counts {
  return { points: 0, decidable: 0, prompts: 0, setAside: 0 };
}
