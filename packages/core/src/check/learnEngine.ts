/**
 * Answers claims about learners by training them in the model: the same learners, seeds and exact
 * evaluation as `cidery train`. Other agents choose uniformly, which the answer's detail says.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { Behaviour, Learner } from "../learn/index.ts";
import type { EmpiricalEngine, Learning } from "./empiricalEngine.ts";
import type { ClaimEvent, ExactAnswer } from "./exactEngine.ts";
import { Random } from "../base/index.ts";
import {
  diagramEnvironment,
  LEARNERS,
  learnerCalled,
  rollout,
  trainInModel,
} from "../learn/index.ts";
import { MechanismError, valuesEqual } from "../model/index.ts";
import { SolveError } from "../solve/index.ts";

export interface LearnEngineOptions {
  /** Training episodes per seed. Default 5,000. */
  readonly episodes?: number;
  /** Episodes over which "how often" is counted, per seed. Default 500. */
  readonly trials?: number;
}

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
        const reached = report.seeds.filter((one) => one.reachesOptimum).length;
        const { optimal } = report.optimum;
        if (reached === who.seeds && !optimal)
          return {
            kind: "unknown",
            reason: "out-of-reach",
            detail: `${learner.title} reached the best policy found in all ${who.seeds} seeds, which is not proved optimal`,
          };
        const detail = `${learner.title} reached the optimum in ${reached} of ${who.seeds} seeds${fixedOthers(diagram)}`;
        return { kind: "known", values: [reached === who.seeds], detail };
      }),
    does: (who, event) =>
      withLearner(who, (learner) => {
        const environment = diagramEnvironment(diagram, who.agent);
        let happened = 0;
        for (let seed = 1; seed <= who.seeds; seed++) {
          const random = Random.seeded(seed);
          const { behaviour } = learner.train(environment, { episodes, random });
          happened += countEpisodes(behaviour, random);
        }
        const share = happened / (who.seeds * trials);
        const detail = `${learner.title}, ${who.seeds} seeds, ${trials} episodes each${fixedOthers(diagram)}`;
        return { kind: "known", values: [share], detail };

        function countEpisodes(behaviour: Behaviour, random: Random): number {
          let count = 0;
          for (let i = 0; i < trials; i++) {
            rollout(environment, behaviour, random);
            if (holdsIn(diagram, environment.lastValues(), event)) count++;
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
    if (fault instanceof SolveError) {
      return { kind: "unknown", reason: "out-of-reach", detail: fault.message };
    }
    throw fault;
  }
}

function fixedOthers(diagram: InfluenceDiagram): string {
  return diagram.agents.length > 1 ? " (other agents choosing uniformly)" : "";
}

function holdsIn(diagram: InfluenceDiagram, positions: Int32Array, event: ClaimEvent): boolean {
  switch (event.kind) {
    case "is": {
      const { domain } = diagram.node(event.node);
      const value =
        domain?.kind === "finite" ? domain.values[positions[event.node] as number] : undefined;
      return value !== undefined && valuesEqual(value, event.value);
    }
    case "not":
      return !holdsIn(diagram, positions, event.event);
    case "all":
      return event.events.every((one) => holdsIn(diagram, positions, one));
    case "any":
      return event.events.some((one) => holdsIn(diagram, positions, one));
  }
}
