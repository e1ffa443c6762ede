import { describe, expect, test } from 'vitest';
import { classifyFailure, storageError } from './storage-error.ts';

describe('what a failure means', () => {
  test.each([
    ['a busy database', { errcode: 5 }, 'locked'],
    ['a full database', { errcode: 13 }, 'full'],
    ['a damaged page', { errcode: 11 | (1 << 8) }, 'damaged'],
    ['no database at all', { errcode: 26 }, 'damaged'],
    ['a file that ends too early', { errcode: 522 }, 'damaged'],
    ['an integer that no row has', { code: 'ERR_OUT_OF_RANGE' }, 'damaged'],
    ['a write that failed', { errcode: 778 }, 'failed'],
    ['a flush that failed in SQLite', { errcode: 1034 }, 'unsynced'],
    ['a flush that failed in a file', { code: 'EIO', syscall: 'fsync' }, 'unsynced'],
    ['a flush that found no room', { code: 'ENOSPC', syscall: 'fdatasync' }, 'unsynced'],
    ['a full disk', { code: 'ENOSPC', syscall: 'write' }, 'full'],
    ['a quota', { code: 'EDQUOT', syscall: 'write' }, 'full'],
    ['a disk that can only be read', { code: 'EROFS', syscall: 'open' }, 'failed'],
  ] as const)('%s', (_, cause, failure) => {
    expect(classifyFailure(cause)).toBe(failure);
  });

  test('only what may have happened is unsafe to repeat', () => {
    expect(storageError({ code: 'EIO', syscall: 'fsync' })).toMatchObject({ code: 'storage-failed', retry: 'unsafe' });
    expect(storageError({ code: 'EIO', syscall: 'write' })).toMatchObject({ code: 'storage-failed', retry: 'safe' });
  });

  test('details are codes and numbers', () => {
    const cause = Object.assign(new Error('ENOSPC: no space, open /somewhere'), { code: 'ENOSPC', path: '/somewhere' });
    const { message, detail } = storageError(cause);
    expect(JSON.stringify({ message, detail })).not.toContain('somewhere');
    expect(detail).toEqual({ code: 'ENOSPC' });
  });
});
