/**
 * A diagram as a normal-form game: players are the agents that decide, strategies their joint pure
 * rules over the contexts that can occur, payoffs their expected utilities. The way to everything
 * that is defined for normal forms only (correlated equilibria, quantal responses, other tools).
 */
import type { InfluenceDiagram, NormalFormGame } from "../../model/index.ts";
import type { CompileOptions } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import type { Slot } from "./strategyTensors.ts";
import { normalFormGame, showValue } from "../../model/index.ts";
import { compileDiagram } from "../tables/compile.ts";
import { componentGame } from "./componentGame.ts";
import { playedStructure } from "./playedStructure.ts";
import { strategyActions, strategyLayout, strategyTensors } from "./strategyTensors.ts";

/** A diagram as a table of joint rules, and the policy that a cell stands for. */
export interface InducedNormalForm {
  readonly game: NormalFormGame;
  /** The agent behind each player. */
  readonly agents: readonly number[];
  /** The policy a choice of one strategy per player stands for. */
  readonly policyOf: (choice: readonly number[]) => Policy;
}

/** @throws SolveError `game-too-large` */
export function inducedNormalForm(
  diagram: InfluenceDiagram,
  options: CompileOptions & { readonly maxProfiles?: number } = {},
): InducedNormalForm {
  const compiled = compileDiagram(diagram, options);
  const structure = playedStructure(compiled);
  const played = componentGame(compiled, structure, structure.decisions, new Map(), "all");
  const layout = strategyLayout(played, options.maxProfiles);
  const { slots, sizes } = layout;
  const { payoffs } = strategyTensors(played, layout);
  const label = (list: readonly Slot[], strategy: number): string => {
    const actions = strategyActions(list, strategy);
    return played.decisions
      .flatMap((d, decision) => {
        const { name, domain } = diagram.node(d.node);
        const values = domain?.kind === "finite" ? domain.values : [];
        const taken = list.flatMap((slot, i) =>
          slot.decision === decision ? [showValue(values[actions[i] as number] ?? 0)] : [],
        );
        return taken.length === 0 ? [] : [`${name}: ${taken.join(" ")}`];
      })
      .join("; ");
  };
  return {
    game: normalFormGame({
      title: diagram.header.title ?? "",
      players: played.agents.map((agent) => diagram.agents[agent]?.name ?? String(agent)),
      strategies: slots.map((list, a) =>
        Array.from({ length: sizes[a] as number }, (_, s) => label(list, s)),
      ),
      payoffs,
    }),
    agents: played.agents,
    policyOf: (choice) => {
      const rules = played.decisions.map(({ contexts, actions }) => {
        const rule = new Float64Array(contexts * actions);
        for (let c = 0; c < contexts; c++) rule[c * actions] = 1;
        return rule;
      });
      for (const [a, list] of slots.entries()) {
        const taken = strategyActions(list, choice[a] ?? 0);
        for (const [i, { decision, context, actions }] of list.entries()) {
          const rule = rules[decision] as Float64Array;
          rule[context * actions] = 0;
          rule[context * actions + (taken[i] as number)] = 1;
        }
      }
      return new Map(played.decisions.map(({ node }, i) => [node, rules[i] as Float64Array]));
    },
  };
}
