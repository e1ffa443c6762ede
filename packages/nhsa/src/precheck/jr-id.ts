import type { AlertId } from '@forecheck/core';
import { fingerprint } from '../envelope/fingerprint.ts';
import type { RequestEnvelope } from '../envelope/request-envelope.ts';

/** What a jr_id (违规标识) of ours stands for. */
export interface JrIdParts {
  /** An alert, or a question that only a person can answer. */
  readonly subject: 'alert' | 'prompt';
  /** Id of the alert; for a prompt, 16 digits made from rule, knowledge point and items. */
  readonly id: AlertId;
  /** Stands for institution and encounter; {@link encounterKeyOf}. */
  readonly encounterKey: string;
}

/**
 * A jr_id: 34 characters, within the interface's 50. The same alert of the same encounter gets the same one, so that
 * asking twice does not make two matters of one, and feedback finds its alert without a table.
 */
export function formatJrId(parts: JrIdParts): string {
  return `${parts.subject === 'alert' ? 'A' : 'P'}${parts.id}-${parts.encounterKey}`;
}

/** The parts of a jr_id, or `undefined` when it is not one of ours. */
export function parseJrId(text: string): JrIdParts | undefined {
  const match = JR_ID.exec(text.trim());
  if (match === null) return undefined;
  return { subject: match[1] === 'A' ? 'alert' : 'prompt', id: match[2]!, encounterKey: match[3]! };
}

/** 16 digits that stand for an encounter (mdtrt_id) of an institution. */
export function encounterKeyOf(envelope: RequestEnvelope, mdtrtId: string): string {
  return fingerprint(`${envelope.fixmedinsCode ?? ''}\n${mdtrtId}`);
}

const JR_ID = /^([AP])([0-9a-f]{16})-([0-9a-f]{16})$/;
