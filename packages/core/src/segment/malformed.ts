import { CoreError } from '../error.ts';
import type { SectionName } from './layout.ts';

/** The refusal of a segment that contradicts itself: which section, and at which element. */
export function malformed(section: SectionName | 'header' | 'directory', at: number): CoreError {
  return new CoreError('segment-malformed', `segment contradicts itself in \`${section}\` at ${at}`, { section, at });
}

/** The refusal of a segment beyond a named limit. */
export function excessive(section: SectionName | 'header', value: number, limit: number): CoreError {
  return new CoreError('segment-excessive', `segment has ${value} in \`${section}\`, more than ${limit}`, {
    section,
    value,
    limit,
  });
}
