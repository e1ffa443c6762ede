import { isPackError } from '../error.ts';

/** The code with which a call is refused, or `accepted`. Whatever else is thrown goes on. */
export function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return codeIn(error);
  }
  return 'accepted';
}

/** The code with which a promise is refused, or `accepted`. Whatever else it rejects with goes on. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return codeIn(error);
  }
  return 'accepted';
}

function codeIn(error: unknown): string {
  if (isPackError(error)) return error.code;
  throw error;
}
