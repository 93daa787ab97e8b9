/** What is killed again and again. */
export interface Kills {
  /** The next kill; undefined lost nothing. */
  readonly next: (run: number) => Promise<string | undefined>;
  readonly end: () => Promise<void>;
  /** What else there is to say of all runs. */
  readonly remarks: () => string;
}
