import type { CstDate } from '@forecheck/core';
import type { PublishedPoint } from '../points/published-point.ts';
import type { Period } from './asked-texts.ts';

/**
 * From which day, and to which, each point is in force.
 *
 * A point of a first publication has no first day, because it describes a restriction that was in force before it was
 * published. A revision ends the points that it replaces, and all its own points begin, on the day of its publication.
 * A point that the revision publishes again for all its codes, without naming it, is replaced as well: one restriction
 * told twice would be two alerts for one matter.
 */
export class InForce {
  readonly #replacedOn = new Map<string, CstDate>();
  readonly #republishedBy = new Map<string, PublishedPoint>();
  readonly #revisions = new Set<string>();

  constructor(points: readonly PublishedPoint[]) {
    for (const { source, supersedes } of points) {
      if (supersedes.length === 0 || source.publishedOn === undefined) continue;
      this.#revisions.add(source.batch);
      for (const id of supersedes) this.#replacedOn.set(id, source.publishedOn);
    }
    this.#findRepublished(points);
  }

  period({ id, source }: PublishedPoint): Period {
    const from = this.#revisions.has(source.batch) ? source.publishedOn : undefined;
    const to = this.#replacedOn.get(id);
    return { ...(from && { from }), ...(to && { to }) };
  }

  /** The point of a revision that took this one's place without naming it. */
  republishedBy({ id }: PublishedPoint): PublishedPoint | undefined {
    return this.#republishedBy.get(id);
  }

  #findRepublished(points: readonly PublishedPoint[]): void {
    const revisedByCode = new Map<string, PublishedPoint>();
    for (const point of points) {
      if (!this.#revisions.has(point.source.batch)) continue;
      for (const code of point.codes) revisedByCode.set(`${point.ruleClass} ${code}`, point);
    }
    for (const point of points) {
      if (!point.isCurrent || this.#revisions.has(point.source.batch)) continue;
      const first = revisedByCode.get(`${point.ruleClass} ${point.codes[0]}`);
      const day = first?.source.publishedOn;
      if (first === undefined || day === undefined || !point.codes.every((code) => first.codes.includes(code)))
        continue;
      this.#replacedOn.set(point.id, day);
      this.#republishedBy.set(point.id, first);
    }
  }
}
