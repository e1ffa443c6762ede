import { canonicalJson } from '../../compile/canonical-json.ts';
import { ageRangeOf, intersectAges, isAgeRangeEmpty } from '../age-range.ts';
import { type Application, type Check, namesOf } from '../check.ts';
import type { LintCode } from '../diagnostic.ts';
import { findMeetings, type Meeting } from '../meeting-points.ts';

/** Knowledge points about the same item do not rule each other out, compete, or say the same thing twice. */
export const checkMeetings: Check = (view, report, around) => {
  for (const meeting of findMeetings(view, around)) {
    const code = judge(meeting);
    if (code === undefined) continue;
    const { first, second, patterns } = meeting;
    const message = `${WORDS[code]} knowledge point \`${first.point.id}\` about ${namesOf(patterns)}`;
    report.add(code, second.point, 'items', message);
  }
};

type MeetingCode = Extract<
  LintCode,
  'knowledge-contradictory' | 'knowledge-duplicate' | 'knowledge-competing' | 'prefix-shadowing'
>;

const WORDS: Readonly<Record<MeetingCode, string>> = {
  'knowledge-contradictory': 'nobody can satisfy this together with',
  'knowledge-duplicate': 'this says the same as',
  'knowledge-competing': 'this applies beside, and does not replace,',
  'prefix-shadowing': 'a prefix makes this apply beside',
};

function judge({ first, second, isByPrefix }: Meeting): MeetingCode | undefined {
  if (excludeEachOther(first, second)) return 'knowledge-contradictory';
  // Beyond this point two rules may well look at one item each in its own words.
  if (first.point.content.rule !== second.point.content.rule) return undefined;
  const isSame = canonicalJson(first.parameters) === canonicalJson(second.parameters);
  if (isSame && asks(first) !== asks(second)) return undefined;
  if (!isSame && !(first.mode.isCompeting && haveOneScope(first, second))) return undefined;
  if (isByPrefix) return 'prefix-shadowing';
  return isSame ? 'knowledge-duplicate' : 'knowledge-competing';
}

/** The question of an evidence prompt: two questions about one item are two knowledge points. */
function asks({ logic, point }: Application): string {
  return logic.mode === 'evidence' ? (point.content.text ?? '') : '';
}

/** Limits over different windows, in different units or per different things stand beside each other rightly. */
function haveOneScope(a: Application, b: Application): boolean {
  return ['window', 'unit', 'count', 'perSite', 'group', 'firstLine'].every(
    (name) => canonicalJson(a.parameters[name] ?? '') === canonicalJson(b.parameters[name] ?? ''),
  );
}

function excludeEachOther(a: Application, b: Application): boolean {
  if (a.logic.kind !== 'restrict') return false;
  switch (a.logic.mode) {
    case 'sex':
      return (
        a.parameters['sex'] !== undefined &&
        b.parameters['sex'] !== undefined &&
        a.parameters['sex'] !== b.parameters['sex']
      );
    case 'age': {
      const ranges = [ageRangeOf(a.parameters), ageRangeOf(b.parameters)] as const;
      // A range that is empty by itself is reported as such.
      return !ranges.some(isAgeRangeEmpty) && isAgeRangeEmpty(intersectAges(...ranges));
    }
    case 'prescriber':
      return areDisjoint(textsOf(a, 'departments'), textsOf(b, 'departments'));
    case 'insurance-type':
    case 'visit-type':
    case 'department':
    case 'reproductive-state':
      return (
        areDisjoint(textsOf(a, 'allow'), textsOf(b, 'allow')) ||
        isDenied(textsOf(a, 'allow'), textsOf(b, 'deny')) ||
        isDenied(textsOf(b, 'allow'), textsOf(a, 'deny'))
      );
    default:
      return false;
  }
}

function textsOf({ parameters }: Application, name: string): readonly unknown[] {
  const value = parameters[name];
  return Array.isArray(value) ? value : [];
}

function areDisjoint(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value));
}

function isDenied(allowed: readonly unknown[], denied: readonly unknown[]): boolean {
  return allowed.length > 0 && allowed.every((value) => denied.includes(value));
}
