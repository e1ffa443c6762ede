import type { AlertId, Disposition, DispositionKind, Phase } from '@forecheck/core';

/** The data node of a feedback message of the national interface (3103). */
export interface Feedback3103 {
  /** `1` 事前, `2` 事中. */
  readonly warn_type: '1' | '2';
  readonly warns: readonly Warn3103[];
}

export interface Warn3103 {
  /** The `jr_id` of the answer to 3101 or 3102. */
  readonly warn_rslt_id: string;
  /** `1` 继续执行医嘱, `2` 返回修改医嘱. */
  readonly dspo_way: '1' | '2';
  readonly dspo_way_rea: string;
}

/** What the 3103 knows of a disposition. */
export interface Given3103 {
  readonly alert: AlertId;
  readonly kind: Extract<DispositionKind, 'continue-with-reason' | 'return-and-change'>;
  readonly reason?: string;
}

/** Names of the alerts in the message, both ways. */
export interface JrIds {
  readonly jrIdOf: (alert: AlertId) => string;
  readonly alertOf: (jrId: string) => AlertId;
}

/**
 * Dispositions as a feedback message. The interface has two ways: whoever pays themselves, or has the evidence, goes on, with
 * that as the reason.
 */
export function formatFeedback3103(
  dispositions: readonly Disposition[],
  { phase, jrIdOf }: { readonly phase: Phase } & Pick<JrIds, 'jrIdOf'>,
): Feedback3103 {
  return {
    warn_type: phase === 'review' ? '2' : '1',
    warns: dispositions.map(({ alert, kind, reason = '' }) => ({
      warn_rslt_id: jrIdOf(alert),
      dspo_way: kind === 'return-and-change' ? '2' : '1',
      dspo_way_rea: reason,
    })),
  };
}

/** What such a message says, entry by entry. An entry that says nothing we know is left out. */
export function readFeedback3103({ warns }: Feedback3103, { alertOf }: Pick<JrIds, 'alertOf'>): readonly Given3103[] {
  return warns
    .filter(({ dspo_way }) => dspo_way === '1' || dspo_way === '2')
    .map(({ warn_rslt_id, dspo_way, dspo_way_rea }) => ({
      alert: alertOf(warn_rslt_id),
      kind: dspo_way === '1' ? 'continue-with-reason' : 'return-and-change',
      ...(dspo_way_rea !== '' && { reason: dspo_way_rea }),
    }));
}

/** The body of a CDS Hooks 2.0 feedback call. */
export interface CdsFeedback {
  readonly feedback: readonly CdsOutcome[];
}

export interface CdsOutcome {
  /** `uuid` of the card. */
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly acceptedSuggestions?: readonly { readonly id: string }[];
  readonly overrideReason?: {
    readonly reason?: { readonly code: string; readonly system: string };
    readonly userComment?: string;
  };
  readonly outcomeTimestamp: string;
}

/** Names of alerts and fixes among the cards, and where reason codes are defined. */
export interface CardNames {
  readonly cardOf: (alert: AlertId) => string;
  readonly alertOf: (card: string) => AlertId;
  /** The suggestion that was followed, where one was. */
  readonly suggestionOf?: (alert: AlertId) => string | undefined;
  readonly reasonSystem: string;
}

/** One disposition with the code of its reason. */
export interface CodedDisposition {
  readonly disposition: Disposition;
  readonly reasonCode?: string;
}

/** Dispositions as feedback about cards. */
export function formatCdsFeedback(
  given: readonly CodedDisposition[],
  { cardOf, suggestionOf, reasonSystem }: Pick<CardNames, 'cardOf' | 'suggestionOf' | 'reasonSystem'>,
): CdsFeedback {
  return {
    feedback: given.map(({ disposition, reasonCode }) => {
      const { alert, kind, reason, recordedAt } = disposition;
      const suggestion = suggestionOf === undefined ? undefined : suggestionOf(alert);
      const base = { card: cardOf(alert), outcomeTimestamp: timestamp(recordedAt) };
      if (kind === 'return-and-change' || kind === 'self-pay-with-consent') {
        return {
          ...base,
          outcome: 'accepted',
          ...(suggestion !== undefined && { acceptedSuggestions: [{ id: suggestion }] }),
        };
      }
      return {
        ...base,
        outcome: 'overridden',
        overrideReason: {
          ...(reasonCode !== undefined && { reason: { code: reasonCode, system: reasonSystem } }),
          ...(reason !== undefined && { userComment: reason }),
        },
      };
    }),
  };
}

/** What such a call says. */
export function readCdsFeedback(
  { feedback }: CdsFeedback,
  { alertOf }: Pick<CardNames, 'alertOf'>,
): readonly (Given3103 & { readonly reasonCode?: string; readonly recordedAt: string })[] {
  return feedback.map(({ card, outcome, overrideReason, outcomeTimestamp }) => {
    const comment = overrideReason?.userComment;
    const code = overrideReason?.reason?.code;
    return {
      alert: alertOf(card),
      kind: outcome === 'overridden' ? 'continue-with-reason' : 'return-and-change',
      ...(comment !== undefined && { reason: comment }),
      ...(code !== undefined && { reasonCode: code }),
      recordedAt: outcomeTimestamp,
    };
  });
}

/** ISO 8601 in UTC. A disposition without a time says that it has none by the beginning of time. */
function timestamp(at: Disposition['recordedAt']): string {
  return typeof at === 'string' ? at : new Date(at === undefined ? 0 : at).toISOString();
}
