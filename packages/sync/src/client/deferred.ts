/** A promise and the two ends of it. `Promise.withResolvers` is younger than the browsers that run this. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** A promise that is settled from outside. Rejecting one that nobody waits for yet is no accident. */
export function defer<T>(): Deferred<T> {
  let resolve!: Deferred<T>['resolve'];
  let reject!: Deferred<T>['reject'];
  const promise = new Promise<T>((...ends) => {
    [resolve, reject] = ends;
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
}
