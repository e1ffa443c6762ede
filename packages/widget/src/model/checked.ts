import type { Decision, Disposition, DispositionKind, Evaluation, ItemId, Phase } from '@forecheck/core';

/** What a guard or the plugin's client says of an encounter, as the element takes it. */
export interface Checked {
  readonly evaluation: Evaluation;
  /** What the institution makes of it; looser than the evaluation's own where a stale pack only reminds. */
  readonly decision: Decision;
  readonly isStale: boolean;
  /** Epoch milliseconds. */
  readonly staleSinceMs?: number;
  /** Digest of the pack that judged. */
  readonly pack?: string;
  /** `nobody`: no answer came in time, and `decision` is the institution's policy for that. Absent: not told. */
  readonly decidedBy?: 'plugin' | 'page' | 'nobody';
  /** Code of why it was not the plugin that decided. */
  readonly why?: string;
}

/** What to call one item of the encounter, and where it stands in the page. */
export interface ShownItem {
  readonly id: ItemId;
  /** As the page calls it: never shortened. */
  readonly label: string;
  /** Dose, quantity, route: a second line. */
  readonly detail?: string;
  /** In fen. */
  readonly amountFen?: number;
  /** Takes the focus back, and has the badge beside it. */
  readonly control?: Element;
}

/** Around one evaluation. */
export interface PresentOptions {
  /** In the order of the page. */
  readonly items?: readonly ShownItem[];
  /** Names the list on screen and on paper. Left out: prompt. */
  readonly phase?: Phase;
  /** `draft`: while the order is still being written, so nothing interrupts. Left out: `commit`. */
  readonly moment?: 'commit' | 'draft';
  /** What was answered before in this encounter; it is shown as answered and does not interrupt again. */
  readonly answered?: readonly Answered[];
}

/** An earlier answer. A {@link Disposition} is one. */
export interface Answered extends Pick<Disposition, 'alert' | 'reason' | 'recordedAt'> {
  /** `snooze`: read, and not to be shown again in this encounter. */
  readonly kind: DispositionKind | 'snooze';
  /** Of what was shown when it was answered. An alert whose content has changed since is asked again. */
  readonly fingerprint?: string;
}
