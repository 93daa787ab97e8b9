/** `@cidery/core/tasks`: what is shown of long work, whoever does it? */

export type {
  AdmittedWorth,
  AdmittedWorths,
  FoundSettings,
  MeterAssumptions,
  MeterQuestion,
  MeterReading,
  MeterReadings,
  MeterSearch,
  NamedOthers,
  TaskHooks,
  WorthHere,
  WorthQuestion,
  WorthRow,
  WorthTable,
} from "../tasks/index.ts";
export {
  admittedWorths,
  meterReadings,
  meterSearch,
  namedOthers,
  worthHere,
  worthTable,
} from "../tasks/index.ts";
export type { StopSignal } from "../base/index.ts";
export { AbortedError, stopAfter, withSignal } from "../base/index.ts";
