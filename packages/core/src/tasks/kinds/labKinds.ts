/** What is asked of a lab, and what comes of it: plain data. */
import type {
  ConclusionRobustness,
  DiagramContract,
  LabClaim,
  LabEpisode,
  LabFinding,
  LabRow,
  LabSettingsFound,
  LabSweep,
  LabTrainingPoint,
  LabVerdict,
  NearestFailure,
  Provenance,
  Settings,
} from "../../lab/index.ts";

/** One run of a lab: its seed, and what each agent showed. */
export interface LabRun {
  readonly seed: number;
  readonly rows: readonly LabRow[];
}

/** Runs over seeds, as many as were finished. */
export interface LabRuns {
  readonly runs: readonly LabRun[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** A run at a place of a sweep; `second` is the value of the second parameter, where there is one. */
export interface SweepRun extends LabRun {
  readonly value: number;
  readonly second?: number;
}

/** All runs at a place of a sweep. */
export interface LabSweepPoint {
  readonly value: number;
  readonly second?: number;
  readonly runs: readonly LabRun[];
}

/** A sweep, as far as it went. */
export interface LabCurves {
  readonly parameter: string;
  /** The second parameter, where there is one. */
  readonly against?: string;
  /** In order, the second parameter moving fastest; only places with all their runs. */
  readonly points: readonly LabSweepPoint[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** A claim as it was found, without the function that checked it. */
export interface CheckedLabClaim {
  readonly id: string;
  readonly statement: string;
  readonly provenance: Provenance;
  readonly over: LabClaim["over"];
  readonly holds: boolean;
  readonly outcome: LabVerdict["outcome"];
  readonly measured: string;
  readonly agree: number;
  readonly asked: number;
  /** Of the share of seeds that agree, and the share demanded; for claims about every seed. */
  readonly interval?: readonly [number, number];
  readonly demanded?: number;
  /** Under which swap it was asked too, and must be denied. */
  readonly control?: LabVerdict["control"];
  readonly seconds: number;
}

/** What came of the claims of a lab. */
export interface CheckedLab {
  readonly claims: readonly CheckedLabClaim[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** A lab's worlds against its diagrams, as far as it went. */
export interface LabContract {
  readonly contracts: readonly DiagramContract[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** How far each conclusion of a lab carries, over as many settings as were reached. */
export interface LabRobustnessFound {
  readonly conclusions: readonly ConclusionRobustness[];
  readonly seconds: number;
  readonly stopped: boolean;
}

/** Which lab; `quick` runs may train less, `full` unless told. */
export interface LabInput {
  readonly lab: string;
  readonly effort?: "quick" | "full";
}

/** Runs over the seeds firstSeed … firstSeed + seeds − 1. */
export interface LabRunsInput extends LabInput {
  readonly settings: Settings;
  readonly seeds: number;
  readonly firstSeed: number;
  /** Agents whose rows are wanted; all unless told. */
  readonly agents?: readonly string[];
}

/** The work that is done with a lab. */
export interface LabTasks {
  readonly labRuns: {
    readonly input: LabRunsInput;
    readonly part: LabRun;
    readonly output: LabRuns;
  };
  readonly labSweep: {
    readonly input: Omit<LabRunsInput, "agents"> & { readonly sweep: LabSweep };
    readonly part: SweepRun;
    readonly output: LabCurves;
  };
  readonly labEpisodes: {
    readonly input: LabInput & {
      readonly settings: Settings;
      readonly seed: number;
      readonly agents: readonly string[];
    };
    readonly part: LabEpisode;
    readonly output: readonly LabEpisode[];
  };
  readonly labTraining: {
    readonly input: LabInput & { readonly settings: Settings; readonly seed: number };
    readonly part: LabTrainingPoint;
    readonly output: readonly LabTrainingPoint[];
  };
  /** Settings at which a meter that reads 0 reads something. */
  readonly labSettings: {
    readonly input: LabInput & {
      readonly settings: Settings;
      readonly seed: number;
      readonly measure: string;
      readonly agent: string;
    };
    readonly part: never;
    readonly output: LabSettingsFound;
  };
  /** Claims have settings of their own; as many seeds as each needs unless told. */
  readonly labClaims: {
    readonly input: LabInput & {
      readonly claims: readonly string[];
      readonly seeds?: number;
      readonly firstSeed?: number;
    };
    readonly part: CheckedLabClaim;
    readonly output: CheckedLab;
  };
  /** What the check of a claim, or of its control, finds of these seeds. */
  readonly labFindings: {
    readonly input: LabInput & {
      readonly claim: string;
      readonly of: "claim" | "control";
      readonly seeds: readonly number[];
    };
    readonly part: never;
    readonly output: { readonly findings: readonly LabFinding[]; readonly seconds: number };
  };
  /** In how much of its box each conclusion of the lab holds. */
  readonly labRobustness: {
    readonly input: LabInput & {
      readonly firstSeed: number;
      readonly settings: number;
      readonly claim?: string;
    };
    readonly part: ConclusionRobustness;
    readonly output: LabRobustnessFound;
  };
  /** Whether each conclusion of the lab, or those that go with a claim, holds at these settings. */
  readonly labHolds: {
    readonly input: LabInput & {
      readonly firstSeed: number;
      readonly settings: Settings;
      readonly claim?: string;
    };
    readonly part: never;
    readonly output: readonly boolean[];
  };
  /** From settings at which a conclusion fails to the nearest such ones. */
  readonly labNearest: {
    readonly input: LabInput & {
      readonly firstSeed: number;
      readonly conclusion: string;
      readonly failing: readonly Settings[];
    };
    readonly part: never;
    readonly output: NearestFailure | undefined;
  };
  /** Every tie between a diagram and a world, in the order of the lab. */
  readonly labContract: {
    readonly input: LabInput & {
      readonly firstSeed: number;
      /** Only the tie at this place; all unless told. */
      readonly tie?: number;
    };
    readonly part: DiagramContract;
    readonly output: LabContract;
  };
}
