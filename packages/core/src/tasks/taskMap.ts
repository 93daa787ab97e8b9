/** Input, parts and output of every kind of long work. */
import type { ClaimTasks } from "./kinds/claimTasks.ts";
import type { LabTasks } from "./kinds/labKinds.ts";
import type { ModelTasks } from "./kinds/modelTasks.ts";
import type { PictureTasks } from "./kinds/pictureTasks.ts";
import type { ReadingTasks } from "./kinds/readingTasks.ts";
import type { SweepTasks } from "./kinds/sweepTasks.ts";
import type { TrainingTasks } from "./kinds/trainingTasks.ts";

/** By kind: what it is given, what it hands over before it is done, and what it comes to. */
export interface TaskMap
  extends ModelTasks,
    TrainingTasks,
    ClaimTasks,
    LabTasks,
    PictureTasks,
    ReadingTasks,
    SweepTasks {}
