/** What a node is told to do. */
export type CrashTask =
  | {
      readonly kind: 'upload';
      readonly id: number;
      readonly institution: string;
      readonly first: number;
      readonly length: number;
    }
  | { readonly kind: 'publish'; readonly id: number; readonly source: string };

/** What it answers, when it lives to answer. */
export interface CrashAnswer {
  readonly id: number;
  readonly acknowledged?: number;
  readonly sequence?: number;
  readonly failed?: string;
}
