/** What is a result, a range, a diagnostic? No domain words here. */
export type {
  Diagnostic,
  QuickFix,
  RelatedPlace,
  Result,
  Severity,
  TextEdit,
} from "./diagnostic.ts";
export type { LineColumn, TextRange } from "./textRange.ts";
export { editDistance, nearestName } from "./nearName.ts";
export { Register } from "./register.ts";
export { lineColumnAt, lineStarts } from "./textRange.ts";
export { Random } from "./random.ts";
export type { NumberTextOptions } from "./numberText.ts";
export {
  amountText,
  decimalText,
  measuredText,
  numberText,
  percentText,
  roundedUp,
} from "./numberText.ts";
export type { StopSignal } from "./work.ts";
export { AbortedError, checkpoint, isStopped, stopAfter, timeLeft, withSignal } from "./work.ts";
export { visibleText } from "./visibleText.ts";
