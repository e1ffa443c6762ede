import { SyncError } from '../error.ts';

/**
 * Takes a name for this page alone, until the returned function is called or the page ends. Where the browser has no
 * locks (pages that are not served securely, old browsers) there is nothing to take.
 *
 * @throws {@link SyncError} `storage-locked` when another page, or another store of this one, holds it.
 */
export async function lockForPage(name: string): Promise<() => Promise<void>> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return async () => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return new Promise((resolve, reject) => {
    const done = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        reject(new SyncError('storage-locked', 'safe', 'another page holds the store'));
        return undefined;
      }
      resolve(async () => {
        release();
        // The name is free only when the request has ended.
        await done;
      });
      return held;
    });
    done.catch(reject);
  });
}
