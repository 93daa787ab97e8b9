/**
 * What claims about learners need. As with exact claims the check layer only states the questions;
 * whoever can train learners in the model supplies the answers.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type { ClaimEvent, ExactAnswer } from "./exactEngine.ts";

/** Makes an engine for one diagram; called once per edited diagram. */
export type EmpiricalEngineFactory = (diagram: InfluenceDiagram) => EmpiricalEngine;

/** Answers claims about learners by training them. */
export interface EmpiricalEngine {
  /** True when a learner reaches the exact optimum in every one of the seeds. */
  learns(who: Learning): ExactAnswer<boolean>;
  /** How often, over seeds and episodes, the trained learner brings the event about. */
  does(who: Learning, event: ClaimEvent): ExactAnswer<number>;
}

export interface Learning {
  readonly agent: AgentId;
  /** When the claim names one decision instead of an agent. */
  readonly decision?: NodeId;
  /** The learner's name; the engine's default when absent. */
  readonly learner?: string;
  readonly seeds: number;
}

/** Seeds of an empirical claim that names none. */
export const DEFAULT_SEEDS = 20;
