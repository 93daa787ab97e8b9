/** `@cidery/core/text`: how are numbers, places and names written for readers, the same everywhere? */

export type { LineColumn, NumberTextOptions } from "../base/index.ts";
export {
  amountText,
  decimalText,
  lineColumnAt,
  lineStarts,
  measuredText,
  nearestName,
  numberText,
  percentText,
  visibleText,
} from "../base/index.ts";
