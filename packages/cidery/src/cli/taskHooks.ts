/** How long work is stopped and says how far it is. */

export interface TaskHooks {
  readonly signal: { readonly aborted: boolean };
  readonly onProgress: (text: string) => void;
}
