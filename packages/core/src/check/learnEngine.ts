/**
 * Answers claims about learners by training them in the model: the same learners, seeds and exact
 * evaluation as `cidery train`. Other agents choose uniformly, which the answer's detail says.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram, MechanismReader, Value } from "../model/index.ts";
import type { Behaviour, Learner } from "../learn/index.ts";
import type { EmpiricalEngine, Learning } from "./empiricalEngine.ts";
import type { WorldValues } from "./claimEvents.ts";
import type { ExactAnswer } from "./exactEngine.ts";
import { checkpoint, Random } from "../base/index.ts";
import {
  diagramEnvironment,
  LEARNERS,
  learnerCalled,
  rollout,
  trainInModel,
} from "../learn/index.ts";
import { indexInDomain, MechanismError, mechanismReader } from "../model/index.ts";
import { eventHolds, UndefinedValue } from "./claimEvents.ts";
import { SolveError } from "../solve/index.ts";

/** How long learners are trained and how often their behaviour is tried. */
export interface LearnEngineOptions {
  /** Training episodes per seed. Default 5,000. */
  readonly episodes?: number;
  /** Episodes over which "how often" is counted, per seed. Default 500. */
  readonly trials?: number;
}

/**
 * The engine for claims about learners: Q-learning in the model, with the claim's seeds. Costs
 * `episodes` per seed.
 */
export function learnEngine(
  diagram: InfluenceDiagram,
  options: LearnEngineOptions = {},
): EmpiricalEngine {
  const episodes = options.episodes ?? 5000;
  const trials = options.trials ?? 500;
  return {
    learns: (who) =>
      withLearner(who, (learner) => {
        const report = trainInModel(diagram, who.agent, { learner, episodes, seeds: who.seeds });
        // Fewer seeds than the claim names would answer another question.
        checkpoint();
        const reached = report.seeds.filter((one) => one.reachesOptimum).length;
        const { optimal } = report.optimum;
        if (reached === who.seeds && !optimal)
          return {
            kind: "unknown",
            reason: "out-of-reach",
            detail: `${learner.title} reached the best policy found in all ${who.seeds} seeds, which is not proved optimal`,
          };
        const detail = `${learner.title} reached the optimum in ${reached} of ${who.seeds} seeds${fixedOthers(diagram, who.agent)}`;
        return { kind: "known", values: [reached === who.seeds], detail };
      }),
    does: (who, event) =>
      withLearner(who, (learner) => {
        const environment = diagramEnvironment(diagram, who.agent);
        const read = episodeReader(diagram);
        let happened = 0;
        for (let seed = 1; seed <= who.seeds; seed++) {
          const random = Random.seeded(seed);
          const { behaviour } = learner.train(environment, { episodes, random });
          checkpoint();
          happened += countEpisodes(behaviour, random);
        }
        const share = happened / (who.seeds * trials);
        const detail = `${learner.title}, ${who.seeds} seeds, ${trials} episodes each${fixedOthers(diagram, who.agent)}`;
        return { kind: "known", values: [share], detail };

        function countEpisodes(behaviour: Behaviour, random: Random): number {
          let count = 0;
          for (let i = 0; i < trials; i++) {
            rollout(environment, behaviour, random);
            if (eventHolds(event, read(environment.lastValues()))) count++;
          }
          return count;
        }
      }),
  };
}

function withLearner<T>(
  who: Learning,
  answer: (learner: Learner) => ExactAnswer<T>,
): ExactAnswer<T> {
  const learner = who.learner === undefined ? LEARNERS[0] : learnerCalled(who.learner);
  if (learner === undefined) {
    const known = LEARNERS.map((one) => one.id).join(", ");
    return {
      kind: "unknown",
      reason: "undefined",
      detail: `no learner is called ${who.learner}; there are ${known}`,
    };
  }
  try {
    return answer(learner);
  } catch (fault) {
    if (fault instanceof MechanismError) {
      return { kind: "unknown", reason: "needs-numbers", detail: fault.message };
    }
    if (fault instanceof UndefinedValue) {
      return { kind: "unknown", reason: "undefined", detail: fault.message };
    }
    if (fault instanceof SolveError) {
      return { kind: "unknown", reason: "out-of-reach", detail: fault.message };
    }
    throw fault;
  }
}

/** What the other agents do while one learns: the default of `othersPlay`. */
function fixedOthers({ agents, structure }: InfluenceDiagram, learner: AgentId): string {
  const others = agents.flatMap(({ name }, id) =>
    id !== learner && structure.decisionsOf(id).length > 0 ? [name] : [],
  );
  if (others.length === 0) return "";
  return ` (${others.join(" and ")} choosing uniformly)`;
}

/** What each node is in an episode: its value, or what the utility paid. */
function episodeReader(diagram: InfluenceDiagram): (positions: Int32Array) => WorldValues {
  const readers = new Map<NodeId, MechanismReader>();
  const row = new Float64Array(1);
  const valueIn = (positions: Int32Array, id: NodeId): Value | undefined => {
    const { kind, domain, parents } = diagram.node(id);
    if (kind !== "utility")
      return domain?.kind === "finite" ? domain.values[positions[id] as number] : undefined;
    const reader = readers.get(id) ?? mechanismReader(diagram, id);
    readers.set(id, reader);
    // Utilities stand in no list of positions: what they pay follows from their parents.
    const at = parents.map((parent) => {
      const value = valueIn(positions, parent);
      const own = diagram.node(parent).domain;
      return value === undefined || own?.kind !== "finite" ? -1 : indexInDomain(own, value);
    });
    reader.read(at, row);
    return row[0];
  };
  return (positions) => (id) => valueIn(positions, id);
}
