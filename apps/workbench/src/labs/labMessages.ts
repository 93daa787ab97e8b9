/** What page and lab worker say to each other. Plain data; a lab travels as its id. */
import type {
  LabEpisode,
  LabRow,
  LabSettingsFound,
  LabTrainingPoint,
  Settings,
} from "@cidery/core/lab";

interface Asked {
  readonly ticket: number;
  readonly lab: string;
  readonly settings: Settings;
  readonly seed: number;
  readonly effort: "quick" | "full";
}

interface EpisodesRequest extends Asked {
  readonly kind: "episodes";
  readonly agents: readonly string[];
}

interface TrainRequest extends Asked {
  readonly kind: "train";
}

/** Runs over the seeds seed … seed + runs − 1. */
interface RunsRequest extends Asked {
  readonly kind: "runs";
  readonly runs: number;
}

interface SweepRequest extends Asked {
  readonly kind: "sweep";
  /** Position in the lab's list of sweeps. */
  readonly sweep: number;
  readonly runs: number;
}

/** Claims have settings of their own; seeds 1 … runs. */
interface ClaimsRequest extends Asked {
  readonly kind: "claims";
  readonly claims: readonly string[];
  readonly runs: number;
}

/** Settings at which a meter that reads 0 reads something. */
interface SearchRequest extends Asked {
  readonly kind: "search";
  readonly measure: string;
  readonly agent: string;
}

export type LabRequest =
  | SearchRequest
  | EpisodesRequest
  | TrainRequest
  | RunsRequest
  | SweepRequest
  | ClaimsRequest;

interface SeededRun {
  readonly seed: number;
  readonly rows: readonly LabRow[];
}

export interface SweepPoint extends SeededRun {
  readonly value: number;
  /** Of the second parameter, where there is one. */
  readonly second?: number;
}

/** A claim as it was found, without the function that checked it. */
export interface FoundClaim {
  readonly id: string;
  readonly holds: boolean;
  readonly measured: string;
  readonly agree: number;
  readonly asked: number;
}

/** A part of the answer, as soon as it is there. */
export type LabPart =
  | { readonly kind: "episode"; readonly episode: LabEpisode }
  | { readonly kind: "point"; readonly point: LabTrainingPoint }
  | { readonly kind: "run"; readonly run: SeededRun }
  | { readonly kind: "sweep-point"; readonly point: SweepPoint }
  | { readonly kind: "claim"; readonly found: FoundClaim }
  | { readonly kind: "settings"; readonly found: LabSettingsFound };

export type LabAnswer = { readonly ticket: number } & (
  | { readonly kind: "part"; readonly part: LabPart }
  | { readonly kind: "progress"; readonly text: string; readonly fraction?: number }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly message: string; readonly hint?: string }
);
