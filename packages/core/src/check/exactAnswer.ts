/** Answers of the exact engine, made. */
import type { ExactAnswer, UnknownReason } from "./exactEngine.ts";

export function known<T>(value: T): ExactAnswer<T> {
  return { kind: "known", values: [value] };
}

export function unknown(
  reason: UnknownReason,
  detail: string,
): {
  readonly kind: "unknown";
  readonly reason: UnknownReason;
  readonly detail: string;
} {
  return { kind: "unknown", reason, detail };
}
