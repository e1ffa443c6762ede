import { ROLE_DRAFT } from '../../evaluate/facts.ts';
import type { Judge } from '../../evaluate/judge.ts';
import { clear, hit, isFirstLook, isInForce, parameter, undetermined } from '../../evaluate/judge.ts';
import { memberCodes } from '../../evaluate/members.ts';
import { instanceOf, isLongWindow, missingFor, windowAt } from '../../evaluate/windows.ts';
import { SCALE } from '../../model/decimal.ts';
import { PARAMETER_ABSENT } from '../encoding.ts';

/** Different items of the knowledge point in one window instance. */
export function evaluateDistinct(judge: Judge): void {
  if (!isFirstLook(judge)) return;
  const max = parameter(judge, 2);
  if (max === PARAMETER_ABSENT) return undetermined(judge, [judge.item], ['rule.max']);
  const window = windowAt(judge, 0);
  const { facts } = judge;
  const instances = new Map<number, number[]>();
  const loose: number[] = [];
  for (const code of memberCodes(judge, 0)) {
    for (let i = facts.head[code]!; i >= 0; i = facts.next[i]!) {
      if (!isInForce(judge, i)) continue;
      const instance = instanceOf(judge, window, i, facts.day[i]!, facts.startMs[i]!);
      const items = instances.get(instance);
      if (instance !== instance) loose.push(i);
      else if (items === undefined) instances.set(instance, [i]);
      else items.push(i);
    }
  }
  let isHit = false;
  let couldBe = distinctOf(judge, loose);
  for (const [instance, items] of instances) {
    if (judgeInstance(judge, `${window.kind}:${instance}`, items, max)) isHit = true;
    if (loose.length > 0) couldBe = Math.max(couldBe, distinctOf(judge, [...items, ...loose]));
  }
  if (isHit) return;
  if (couldBe > max) {
    undetermined(judge, ascending([...loose, ...[...instances.values()].flat()]), [missingFor(window)]);
  } else clear(judge, isLongWindow(window.kind));
}

function distinctOf(judge: Judge, items: readonly number[]): number {
  return new Set(items.map((i) => judge.facts.code[i]!)).size;
}

/** Returns whether the instance was hit: the items that bring a code beyond the bound offend, drafts before others. */
function judgeInstance(judge: Judge, window: string, items: readonly number[], max: number): boolean {
  const { facts } = judge;
  const ordered = [...items].sort((a, b) => facts.startMs[a]! - facts.startMs[b]! || a - b);
  const count = distinctOf(judge, ordered);
  if (count <= max) return false;
  const seen = new Set<number>();
  const beyond = ordered.filter((i) => seen.add(facts.code[i]!).size > max);
  const choices = [
    beyond.filter((i) => facts.role[i] === ROLE_DRAFT),
    ordered.filter((i) => facts.role[i] === ROLE_DRAFT),
    beyond,
  ];
  const offending = ascending(choices.find((choice) => choice.length > 0) ?? []);
  hit(judge, {
    offending,
    involved: ascending(ordered.filter((i) => !offending.includes(i))),
    window,
    excess: { quantity: (count - max) * SCALE },
    evidence: [{ fact: 'items.code', value: String(count), bound: String(max) }],
    words: { value: String(count), bound: String(max), excess: String(count - max) },
  });
  return true;
}

function ascending(items: readonly number[]): number[] {
  return [...items].sort((a, b) => a - b);
}
