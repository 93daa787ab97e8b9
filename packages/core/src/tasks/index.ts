/**
 * What is shown of long work, whoever does it? Data in, progress and plain data out: the command's
 * threads and the workbench's workers run the same functions.
 */
export type { TaskHooks } from "./hooks.ts";
export type {
  FoundSettings,
  MeterAssumptions,
  MeterQuestion,
  MeterReading,
  MeterReadings,
  MeterSearch,
} from "./meters.ts";
export type { WorthHere } from "./inThisModel.ts";
export type { NamedOthers } from "./others.ts";
export type {
  AdmittedWorth,
  AdmittedWorths,
  WorthQuestion,
  WorthRow,
  WorthTable,
} from "./worths.ts";
export { worthHere } from "./inThisModel.ts";
export { meterReadings, meterSearch } from "./meters.ts";
export { namedOthers } from "./others.ts";
export { admittedWorths, worthTable } from "./worths.ts";
