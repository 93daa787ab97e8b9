/**
 * What is said between whoever wants long work done and whoever does it. An order is a kind and its
 * input, plain data that can be copied between threads; the answer is a stream of events: progress,
 * parts as they are finished, and last the result or the reason why there is none. Cancelling is the
 * carrier's: a flag that both threads see, a moment on the clock, or the end of the worker.
 */
import type { TaskMap } from "./taskMap.ts";

/** The name of a kind of long work. */
export type TaskKind = keyof TaskMap;
/** What a kind of work is given: plain data. */
export type TaskInput<K extends TaskKind> = TaskMap[K]["input"];
/** What it hands over before it is done. */
export type TaskPart<K extends TaskKind> = TaskMap[K]["part"];
/** What it comes to. */
export type TaskOutput<K extends TaskKind> = TaskMap[K]["output"];

/** A piece of long work. */
export type TaskOrder<K extends TaskKind = TaskKind> = K extends TaskKind
  ? { readonly kind: K; readonly input: TaskInput<K> }
  : never;

/** Why there is no result, in words for readers. */
export interface TaskFailure {
  readonly kind: "failed";
  /** Of the solver's refusal, or `stopped` when it was told to stop and had nothing yet. */
  readonly code?: string;
  readonly message: string;
  readonly hint?: string;
}

/** What is heard of a piece of work; nothing comes after `done` and `failed`. */
export type TaskEvent<K extends TaskKind = TaskKind> =
  | { readonly kind: "progress"; readonly stage: string; readonly share: number }
  | { readonly kind: "partial"; readonly part: TaskPart<K> }
  | { readonly kind: "done"; readonly result: TaskOutput<K> }
  | TaskFailure;
