/** Who agreed that an item is paid for by the person. Names nobody: the paper form has a line to sign on. */
export interface Consent {
  readonly by: ConsentGiver;
  /** Of a relative or guardian to the insured person. */
  readonly relation?: string;
  /** When consent was given, epoch milliseconds. */
  readonly at: number;
  /** Nobody could be asked without danger; `emergencyReason` says why. */
  readonly isEmergency: boolean;
  readonly emergencyReason?: string;
}

/** `nobody`: an emergency, and no time to ask. */
export type ConsentGiver = 'insured-person' | 'relative' | 'guardian' | 'nobody';
