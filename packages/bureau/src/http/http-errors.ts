import { isCoreError } from '@forecheck/core';
import { isPackError } from '@forecheck/pack';
import { isSyncError } from '@forecheck/sync';
import { type BureauErrorCode, isBureauError } from '../error.ts';
import type { Reply } from './route.ts';

/** The answer to a request that failed: code, retry class and details; of what nobody foresaw, nothing. */
export function replyOf(error: unknown): Reply {
  if (isBureauError(error)) {
    const status = STATUS[error.code] ?? 422;
    return { ...answer(status, error), ...(status === 503 ? { headers: { 'retry-after': '2' } } : {}) };
  }
  if (isPackError(error) || isCoreError(error) || isSyncError(error)) return answer(422, error);
  return { status: 500, body: { error: { code: 'internal', retry: 'unsafe' } } };
}

function answer(
  status: number,
  { code, message, retry, detail }: { code: string; message: string; retry: string; detail: object },
): Reply {
  return { status, body: { error: { code, message, retry, detail } } };
}

/** Those that are not here are 422: understood, and refused. */
const STATUS: Readonly<Partial<Record<BureauErrorCode, number>>> = {
  'body-malformed': 400,
  'option-malformed': 400,
  'stream-malformed': 400,
  'token-missing': 401,
  'token-refused': 401,
  'role-insufficient': 403,
  'checker-identical': 403,
  'route-unknown': 404,
  'resource-unknown': 404,
  'draft-unknown': 404,
  'layer-unknown': 404,
  'draft-settled': 409,
  'draft-outdated': 409,
  'sequence-taken': 409,
  'urgent-occupied': 409,
  'rollout-occupied': 409,
  'rollout-absent': 409,
  'body-excessive': 413,
  'bureau-closed': 503,
  'storage-unreachable': 503,
  'storage-failed': 503,
  'storage-locked': 503,
  'revision-contended': 503,
};
