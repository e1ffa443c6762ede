import { nextCode } from '../code/code-table.ts';
import { mayOverride } from '../sale/may-override.ts';
import { nextSale } from '../sale/next-sale.ts';
import type { SaleEventKind, SaleState } from '../sale/sale-state.ts';
import { type Book, type BookAnswer, type BookProblem, type SaleRecord, UPLOAD_ATTEMPTS_MAX } from './book.ts';
import type { BookBody, BookRequest } from './book-request.ts';
import {
  areClaimsSaleable,
  claimAll,
  consumeClaims,
  type Draft,
  quarantineCodes,
  releaseClaims,
  restoreClaims,
} from './claims.ts';

/** The book after a request, and the answer. */
export interface BookStep {
  readonly book: Book;
  readonly answer: BookAnswer;
}

/**
 * Takes in one request: wholly, or not at all. Never throws. A key that was seen before is answered as it was then; with
 * another body it is refused.
 *
 * A clock that has gone back counts as standing still: no hold and no verdict lives longer for it.
 */
export function applyToBook(book: Book, request: BookRequest): BookStep {
  const written = JSON.stringify(request.body);
  const known = book.answers.get(request.key);
  if (known !== undefined) {
    return { book, answer: known.request === written ? known.answer : { kind: 'refused', problem: 'key-reused' } };
  }
  const at = Math.max(book.at, request.at);
  const draft = openDraft(book, at);
  const answer = perform(draft, request.body);
  // A refusal takes nothing: what was half done goes with the draft.
  const after = answer.kind === 'done' ? draft : openDraft(book, at);
  after.answers.set(request.key, { request: written, answer });
  return { book: { ...after, sequence: book.sequence + 1 }, answer };
}

/** What a store finds when it starts again: a request that was journaled may have been sent, so its outcome is unknown. */
export function recoverBook(book: Book): Book {
  const draft = openDraft(book, book.at);
  for (const [saleId, sale] of draft.sales) {
    if (sale.state === 'committing')
      draft.sales.set(saleId, { ...sale, state: nextSale('committing', 'timed-out').state });
  }
  return { ...draft, sequence: book.sequence };
}

function openDraft(book: Book, at: number): Draft {
  return {
    at,
    sequence: book.sequence,
    sales: new Map(book.sales),
    codes: new Map(book.codes),
    limits: new Map(book.limits),
    answers: new Map(book.answers),
    uploads: [...book.uploads],
  };
}

function perform(draft: Draft, body: BookBody): BookAnswer {
  switch (body.kind) {
    case 'receive':
      return receive(draft, body);
    case 'set-limit': {
      const { held = 0, used = 0 } = draft.limits.get(body.limit) ?? {};
      draft.limits.set(body.limit, { max: body.max, held, used });
      return DONE;
    }
    case 'hold':
      return hold(draft, body);
    case 'sale-event':
      return step(draft, body.saleId, body.event);
    case 'hand-over': {
      const sale = draft.sales.get(body.saleId);
      if (sale === undefined) return refuse('sale-unknown');
      if (sale.state !== 'committed') return refuse('event-inapplicable');
      draft.sales.set(body.saleId, { ...sale, isHandedOver: true });
      return DONE;
    }
    case 'return':
      return askReturn(draft, body);
    case 'return-accepted':
      return acceptReturn(draft, body.saleId);
    case 'code-event':
      return takeCodeEvent(draft, body);
    case 'upload-answered': {
      const upload = draft.uploads[body.index];
      if (upload === undefined || upload.state !== 'pending') return refuse('event-inapplicable');
      const attempts = upload.attempts + 1;
      const state = body.isAcknowledged ? 'acknowledged' : attempts >= UPLOAD_ATTEMPTS_MAX ? 'dead' : 'pending';
      draft.uploads[body.index] = { ...upload, attempts, state };
      return DONE;
    }
  }
}

function receive(draft: Draft, { item, codes, packUnits }: Extract<BookBody, { kind: 'receive' }>): BookAnswer {
  for (const code of codes) {
    const known = draft.codes.get(code);
    const { state, isRefused } = nextCode(known?.state ?? 'unknown', 'received');
    if (isRefused) return refuse('code-event-inapplicable');
    draft.codes.set(code, { state, item, packUnits, unitsHeld: 0, unitsSold: 0 });
  }
  return DONE;
}

function takeCodeEvent(draft: Draft, { code, event }: Extract<BookBody, { kind: 'code-event' }>): BookAnswer {
  const booked = draft.codes.get(code);
  const { state, isRefused } = nextCode(booked?.state ?? 'unknown', event);
  if (booked === undefined || isRefused) return refuse('code-event-inapplicable');
  // Whoever holds it still counts on it: the hold ends first.
  const isHeld = (booked.saleId !== undefined && booked.state !== 'sold') || booked.unitsHeld > 0;
  if (isHeld && LEAVES_OWNER.has(event)) return refuse('code-reserved');
  // An opened pack that was called suspect is not whole again because the suspicion is gone.
  if (event === 'cleared' && booked.unitsSold > 0) return refuse('code-event-inapplicable');
  draft.codes.set(code, { ...booked, state });
  return DONE;
}

function hold(draft: Draft, body: Extract<BookBody, { kind: 'hold' }>): BookAnswer {
  const { saleId, claims, verdict, override } = body;
  const state = draft.sales.get(saleId)?.state ?? 'checked';
  const { effects } = nextSale(state, 'held');
  if (effects.includes('refuse')) return refuse('event-inapplicable');
  if (draft.at > verdict.expiresAt) return refuse('verdict-expired');
  if (!mayOverride(verdict.decision, override)) return refuse('decision-forbids');
  if (body.isInsured && !body.hasIdentity) return refuse('identity-missing');
  const problem = claimAll(draft, saleId, claims);
  if (problem !== undefined) return refuse(problem);
  draft.sales.set(saleId, {
    state: 'held',
    claims,
    heldUntil: draft.at + body.holdMs,
    expiresAt: verdict.expiresAt,
    decision: verdict.decision,
    ...(override === undefined ? {} : { override }),
    hasIdentity: body.hasIdentity,
    isHandedOver: false,
    returned: [],
    returning: [],
  });
  return { kind: 'done', state: 'held', effects };
}

/** One event of a sale, with what it does to codes and limits. */
function step(draft: Draft, saleId: string, event: SaleEventKind): BookAnswer {
  const sale = draft.sales.get(saleId);
  if (sale === undefined) return refuse('sale-unknown');
  if (event === 'expired' && draft.at < sale.heldUntil) return refuse('hold-not-over');
  // The hold's time is over even if nobody has said so yet.
  if (event === 'paid' && draft.at >= sale.heldUntil) return refuse('verdict-expired');
  if (event === 'paid' && !areClaimsSaleable(draft, saleId, sale.claims)) return refuse('code-not-saleable');
  if (event === 'void-asked' && (sale.isHandedOver || sale.returned.length > 0)) return refuse('event-inapplicable');
  const { state, effects } = nextSale(sale.state, event);
  if (effects.includes('refuse')) return refuse('event-inapplicable');
  for (const effect of effects) {
    if (effect === 'release') releaseClaims(draft, saleId, sale.claims);
    else if (effect === 'consume') consumeClaims(draft, saleId, sale.claims);
    else if (effect === 'restore') restoreClaims(draft, saleId, sale.claims);
    else if (effect === 'upload-sale') upload(draft, saleId, 'sale', sale.claims.codes.length);
    else if (effect === 'upload-return' && event === 'void-accepted') {
      upload(draft, saleId, 'return', sale.claims.codes.length);
    }
  }
  draft.sales.set(saleId, { ...sale, state, ...(event === 'correction-refused' ? { returning: [] } : {}) });
  return { kind: 'done', state, effects };
}

function askReturn(draft: Draft, { saleId, codes }: Extract<BookBody, { kind: 'return' }>): BookAnswer {
  const sale = draft.sales.get(saleId);
  if (sale === undefined) return refuse('sale-unknown');
  const left = codesLeft(sale);
  const isWithin =
    codes.length > 0 && new Set(codes).size === codes.length && codes.every((code) => left.includes(code));
  const { state, effects } = nextSale(sale.state, 'return-asked');
  if (effects.includes('refuse')) return refuse('event-inapplicable');
  // A return of what was all returned is asked again, and is nothing new.
  if (state === 'refunded') return { kind: 'done', state, effects };
  if (!isWithin) return refuse('return-excessive');
  draft.sales.set(saleId, { ...sale, state, returning: codes });
  return { kind: 'done', state, effects };
}

function acceptReturn(draft: Draft, saleId: string): BookAnswer {
  const sale = draft.sales.get(saleId);
  if (sale === undefined) return refuse('sale-unknown');
  const isAll = codesLeft(sale).length === sale.returning.length;
  const { state, effects } = nextSale(sale.state, isAll ? 'all-returned' : 'part-returned');
  if (effects.includes('refuse')) return refuse('event-inapplicable');
  if (sale.state !== 'refunding') return { kind: 'done', state, effects };
  quarantineCodes(draft, sale.claims, sale.returning, isAll);
  upload(draft, saleId, 'return', sale.returning.length);
  draft.sales.set(saleId, { ...sale, state, returned: [...sale.returned, ...sale.returning], returning: [] });
  return { kind: 'done', state, effects };
}

function codesLeft({ claims, returned }: SaleRecord): readonly string[] {
  return claims.codes.map(({ code }) => code).filter((code) => !returned.includes(code));
}

function upload(draft: Draft, saleId: string, kind: 'sale' | 'return', packs: number): void {
  draft.uploads.push({ saleId, kind, packs, state: 'pending', attempts: 0 });
}

function refuse(problem: BookProblem): BookAnswer {
  return { kind: 'refused', problem };
}

const DONE: { readonly kind: 'done'; readonly state?: SaleState; readonly effects: readonly [] } = {
  kind: 'done',
  effects: [],
};

const LEAVES_OWNER: ReadonlySet<string> = new Set(['cleared', 'scrapped', 'transferred', 'opened']);
