/**
 * `@cidery/core/text`: how are numbers, places and names written for readers, and bytes read, the same
 * everywhere?
 */

export type { DecodedText } from "../formats/index.ts";
export type { LineColumn, NumberTextOptions } from "../base/index.ts";
export {
  AbortedError,
  amountText,
  decimalText,
  lineColumnAt,
  lineStarts,
  measuredText,
  nearestName,
  numberText,
  percentText,
  roundedUp,
  visibleText,
  withSignal,
} from "../base/index.ts";
export { decodeBytes } from "../formats/index.ts";
export { isModelText } from "../language/index.ts";
