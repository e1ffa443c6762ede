import type { Facts } from '../judge/facts.ts';
import { ROLE_HISTORY } from '../judge/facts.ts';
import { DAY_MS } from '../model/calendar.ts';

/**
 * Dates that cannot both be right: a birth after what was done to the person, an end before its beginning. They are
 * told; the rules that read them take them for missing.
 */
export function reportContradictions(facts: Facts): void {
  const { birthDay, day, startMs, endMs, role } = facts;
  let isBornLater = false;
  for (let i = 0; i < facts.count; i += 1) {
    if (birthDay > day[i]! && role[i] !== ROLE_HISTORY && startMs[i] === startMs[i]) isBornLater = true;
    // An end without a time of day is its midnight: on the day of the beginning it says nothing.
    if (endMs[i]! < startMs[i]! && endMs[i] !== day[i]! * DAY_MS) report(facts, `items[${i}].endedAt`);
  }
  if (isBornLater) report(facts, 'insuredPerson.birthDate');
}

function report(facts: Facts, path: string): void {
  facts.diagnostics.push({ code: 'dates-contradictory', path });
}
