/**
 * What is long work, whoever does it? Data in, progress, parts and plain data out: the command's threads
 * and the workbench's workers carry the same orders.
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
  StoppedShort,
} from "./worths.ts";
export type {
  Deciding,
  EquilibriumChoice,
  EquilibriumList,
  NodeBelief,
  NumbersQuestion,
  NumbersResult,
  OthersChoice,
  PolicyRow,
  PolicyTable,
  ShownMeter,
  ShownMeters,
  ShownWorths,
} from "./numbers/numbersResult.ts";
export type { OrFailure, ShownAnalysis } from "./numbers/shownAnalysis.ts";
export type { SettingsQuestion } from "./numbers/shownMeters.ts";
export type {
  CheckedAt,
  CheckedSource,
  ClaimsQuestion,
  ClaimTasks,
  PlacedFault,
} from "./kinds/claimTasks.ts";
export type {
  CheckedLab,
  CheckedLabClaim,
  LabContract,
  LabCurves,
  LabInput,
  LabRobustnessFound,
  LabRun,
  LabRuns,
  LabRunsInput,
  LabSweepPoint,
  LabTasks,
  SweepRun,
} from "./kinds/labKinds.ts";
export type { ModelInput, ModelTasks } from "./kinds/modelTasks.ts";
export type { PictureTasks } from "./kinds/pictureTasks.ts";
export type { ExtendedFile, ReadingTasks, ReadText } from "./kinds/readingTasks.ts";
export type { SweepTasks, SweptPoints } from "./kinds/sweepTasks.ts";
export type {
  SweepPlan,
  SweepPoint,
  SweepRow,
  SweepTarget,
  SweptParameter,
} from "./sweep/plan.ts";
export { meterPairs } from "./meters.ts";
export { pointCount, shardRange, sweepColumns, sweepPoint } from "./sweep/plan.ts";
export type { TrainingTasks } from "./kinds/trainingTasks.ts";
export type {
  FoundLab,
  Hands,
  ReadSource,
  SourceReader,
  TaskContext,
  TaskFunctions,
  TaskHost,
  TaskSource,
} from "./context.ts";
export type {
  TaskEvent,
  TaskFailure,
  TaskInput,
  TaskKind,
  TaskOrder,
  TaskOutput,
  TaskPart,
} from "./protocol.ts";
export type { TaskMap } from "./taskMap.ts";
export { gathered } from "./gathered.ts";
export type { GivenContext } from "./tasks.ts";
export { attend, NOTHING_YET, prepareTask, runTask, TASK_KINDS } from "./tasks.ts";
export { computeNumbers } from "./numbers/computeNumbers.ts";
export { actingAgents } from "./numbers/actingAgents.ts";
export { judgeOf } from "./numbers/shownAnalysis.ts";
export { worthHere } from "./inThisModel.ts";
export { meterReadings, meterSearch } from "./meters.ts";
export { namedOthers } from "./others.ts";
export { admittedWorths, worthTable } from "./worths.ts";
