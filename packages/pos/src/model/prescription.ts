import type { CstDay } from '@forecheck/core';
import type { IdentityNumber } from '../identity/identity-number.ts';

/** 处方: what a practitioner signed. */
export interface Prescription {
  readonly id: string;
  readonly source?: 'national-centre' | 'institution-electronic' | 'paper';
  readonly issuedOn?: CstDay;
  /** Days of validity that the practitioner noted. Absent or 0: the day of issue alone. */
  readonly notedDays?: number;
  readonly kind?: 'general' | 'emergency' | 'long';
  /** A reason for more days than usual, as the practitioner wrote it down. */
  readonly reason?: 'chronic' | 'old-age' | 'child' | 'disability' | 'mobility' | 'remote' | 'abroad';
  readonly person?: IdentityNumber;
  /** Whether the text equals what the centre holds. Absent: it was not compared. */
  readonly isUnaltered?: boolean;
  /** 审方: a pharmacist's review. */
  readonly review?: { readonly outcome: 'passed' | 'refused'; readonly isRemote?: boolean };
  readonly lines: readonly PrescriptionLine[];
}

/** One drug of a prescription. */
export interface PrescriptionLine {
  readonly id: string;
  readonly code?: string;
  readonly ingredients?: readonly string[];
  /** Packs prescribed, and those that earlier sales took. */
  readonly packs?: number;
  readonly packsTaken?: number;
  readonly days?: number;
}
