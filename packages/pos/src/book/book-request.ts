import type { CstMs } from '@forecheck/core';
import type { TillDecision } from '../check/verdict.ts';
import type { CodeEventKind } from '../code/code-table.ts';
import type { TillOverride } from '../sale/may-override.ts';
import type { SaleEventKind } from '../sale/sale-state.ts';
import type { ClaimedCode, SaleClaims } from './book.ts';

/** What a till asks of the book. `key` is chosen by who asks: asking again with the same key asks the same thing. */
export interface BookRequest {
  readonly key: string;
  readonly at: CstMs;
  readonly body: BookBody;
}

/** One of the things that can be asked. */
export type BookBody =
  | { readonly kind: 'receive'; readonly item: string; readonly codes: readonly string[]; readonly packUnits: number }
  | { readonly kind: 'set-limit'; readonly limit: string; readonly max: number }
  | {
      readonly kind: 'hold';
      readonly saleId: string;
      readonly claims: SaleClaims;
      readonly holdMs: number;
      readonly verdict: { readonly decision: TillDecision; readonly expiresAt: CstMs };
      /** Whether a fund is to pay anything: then nothing is held without evidence of who buys. */
      readonly isInsured: boolean;
      readonly hasIdentity: boolean;
      readonly override?: TillOverride;
    }
  | { readonly kind: 'sale-event'; readonly saleId: string; readonly event: PlainSaleEvent }
  | { readonly kind: 'hand-over'; readonly saleId: string }
  | { readonly kind: 'return'; readonly saleId: string; readonly codes: readonly ClaimedCode['code'][] }
  /** 2103 answered for the return that is under way. */
  | { readonly kind: 'return-accepted'; readonly saleId: string }
  | { readonly kind: 'code-event'; readonly code: string; readonly event: PlainCodeEvent }
  | { readonly kind: 'upload-answered'; readonly index: number; readonly isAcknowledged: boolean };

/** Events that carry nothing but their name. */
export type PlainSaleEvent = Exclude<
  SaleEventKind,
  'checked' | 'changed' | 'held' | 'return-asked' | 'part-returned' | 'all-returned'
>;

/** What happens to a code outside sales. */
export type PlainCodeEvent = Extract<
  CodeEventKind,
  'unsold' | 'cleared' | 'opened' | 'flagged' | 'expired' | 'recalled' | 'scrapped' | 'transferred'
>;
