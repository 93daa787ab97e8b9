/**
 * What the agents do whose decisions are not being solved for: the assumption behind every number of
 * one agent in a model of several (an optimum, a worth, a meter, a training goal). It is chosen in
 * one way, worked out here, and travels with the number, so that every face can name it.
 *
 * - `uniform` (the default): every action equally likely in every context.
 * - `best-reply`: each of them does what is best for it while all the others, the agent in question
 *   too, choose uniformly; equally good actions equally likely.
 * - `equilibrium`: their rules in a subgame-perfect equilibrium of the whole model, the first one
 *   listed unless a position is given.
 * - rules given as a policy stand above all of these, decision by decision.
 *
 * Decisions that an intervention has set play no part. Cost: nothing worth mentioning for `uniform`;
 * one solution for each other agent, or one list of equilibria, for the other two.
 */
import type { AgentId, InfluenceDiagram } from "../../model/index.ts";
import type { NodeId } from "../../graph/index.ts";
import type { DiagramEquilibria } from "../games/diagramEquilibria.ts";
import type { CompiledDiagram } from "../tables/compile.ts";
import type { StopSignal } from "../tables/effort.ts";
import type { Policy } from "../tables/policy.ts";
import { compiledEquilibria } from "../games/diagramEquilibria.ts";
import { decisionProblem } from "../tables/compile.ts";
import { checkPolicy, uniformPolicy } from "../tables/policy.ts";
import { SolveError } from "../tables/solveError.ts";
import { mixedRules } from "./mixedRules.ts";
import { solveProblem } from "./solveProblem.ts";

/** What is asked for; `{equilibrium: 2}` is the third one listed. */
export type OthersWanted =
  | "uniform"
  | "best-reply"
  | "equilibrium"
  | { readonly equilibrium: number };

/** What the other agents were taken to do, and their rules. */
export interface OthersPlay {
  /** `nobody` where no other agent decides; `given` where every rule came with a policy. */
  readonly kind: "nobody" | "uniform" | "best-reply" | "equilibrium" | "given";
  /** The agents that play so. */
  readonly agents: readonly AgentId[];
  /** Decisions whose rule was given; they may be the agent's own, frozen ones. */
  readonly given: readonly NodeId[];
  /** Rules of all these decisions. */
  readonly policy: Policy;
  /** Which of the equilibria listed, from 0, and how sure it is that no more exist. */
  readonly equilibrium?: {
    readonly index: number;
    readonly listed: number;
    readonly completeness: DiagramEquilibria["completeness"];
  };
}

/** What the agents that are not asked about do. */
export interface OthersOptions {
  /** What the other agents do; `uniform` unless told. What was worked out before is taken as it is. */
  readonly others?: OthersWanted | OthersPlay;
  /** Rules of decisions that are not being solved (other agents', or frozen ones). */
  readonly policy?: Policy;
  readonly signal?: StopSignal;
}

/**
 * @param agent undefined for a team: then nobody else decides
 * @throws SolveError `policy-size` or `policy-row` for a given rule that is not one,
 *   `no-equilibrium` where none was found or the position is beyond the list
 */
export function othersPlay(
  compiled: CompiledDiagram,
  agent: AgentId | undefined,
  { others = "uniform", policy = new Map(), signal }: OthersOptions = {},
): OthersPlay {
  if (typeof others === "object" && "kind" in others) return others;
  const { diagram } = compiled;
  const { structure } = diagram;
  const known = new Map([...policy].filter(([d]) => compiled.chance[d] === undefined));
  checkPolicy(diagram, known);
  const given = [...known.keys()];
  const open =
    agent === undefined
      ? []
      : structure.decisions.filter(
          (d) =>
            structure.ownerOf(d) !== agent && compiled.chance[d] === undefined && !known.has(d),
        );
  const agents = [...new Set(open.map((d) => structure.ownerOf(d)))];
  if (open.length === 0) {
    const kind = given.length > 0 ? "given" : "nobody";
    return { kind, agents, given, policy: known };
  }
  const all = (rules: Policy): Policy => new Map([...pick(rules, open), ...known]);
  if (others === "uniform")
    return { kind: "uniform", agents, given, policy: all(uniformPolicy(diagram, open)) };
  if (others === "best-reply")
    return { kind: "best-reply", agents, given, policy: all(bestReplies(compiled, agents, known)) };
  const index = typeof others === "object" ? others.equilibrium : 0;
  const { chosen, equilibrium } = equilibriumRules(compiled, index, signal);
  return { kind: "equilibrium", agents, given, policy: all(chosen), equilibrium };
}

/** The same assumption as it was asked for, so that it can be worked out at other numbers. */
export function othersWanted({ kind, equilibrium }: OthersPlay): OthersWanted {
  if (kind === "equilibrium") return { equilibrium: equilibrium?.index ?? 0 };
  return kind === "best-reply" ? kind : "uniform";
}

/**
 * The assumption in words, as the second half of a sentence: `b and c choose uniformly`; nothing
 * where nobody else decides.
 */
export function othersInWords(
  diagram: InfluenceDiagram,
  {
    kind,
    agents,
    given,
    equilibrium,
  }: Pick<OthersPlay, "kind" | "agents" | "given"> & Partial<Pick<OthersPlay, "equilibrium">>,
): string | undefined {
  const names = listed(agents.map((agent) => diagram.agents[agent]?.name ?? String(agent)));
  const one = agents.length === 1;
  const parts: string[] = [];
  if (kind === "uniform") parts.push(`${names} ${one ? "chooses" : "choose"} uniformly`);
  if (kind === "best-reply")
    parts.push(`${names} ${one ? "replies" : "reply"} best to uniform play of everyone else`);
  if (kind === "equilibrium") {
    const { index = 0, listed: count = 1, completeness } = equilibrium ?? {};
    const which = count === 1 ? "the only one found" : `number ${index + 1} of ${count} found`;
    const beyond = completeness === "all" ? "" : "; there may be more";
    const remark = count === 1 && beyond === "" ? "" : ` (${which}${beyond})`;
    parts.push(
      `${names} ${one ? "keeps" : "keep"} to a subgame-perfect equilibrium of the whole model${remark}`,
    );
  }
  if (given.length > 0) {
    const decisions = listed(given.map((d) => diagram.node(d).name));
    parts.push(`${decisions} ${given.length === 1 ? "keeps" : "keep"} to the rule given`);
  }
  return parts.length === 0 ? undefined : parts.join("; ");
}

function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1] ?? ""}`;
}

function pick(rules: Policy, decisions: readonly NodeId[]): Policy {
  return new Map([...rules].filter(([d]) => decisions.includes(d)));
}

function bestReplies(compiled: CompiledDiagram, agents: readonly AgentId[], known: Policy): Policy {
  const { diagram } = compiled;
  const uniform = new Map([...uniformPolicy(diagram), ...known]);
  return new Map(
    agents.flatMap((agent) => {
      const own = diagram.structure
        .decisionsOf(agent)
        .filter((d) => compiled.chance[d] === undefined && !known.has(d));
      return [
        ...mixedRules(
          solveProblem(decisionProblem(compiled, own, agent, uniform)),
          compiled.diagram,
        ),
      ];
    }),
  );
}

function equilibriumRules(
  compiled: CompiledDiagram,
  index: number,
  signal: StopSignal | undefined,
): { readonly chosen: Policy; readonly equilibrium: NonNullable<OthersPlay["equilibrium"]> } {
  const { equilibria, completeness } = compiledEquilibria(
    compiled,
    signal === undefined ? {} : { signal },
  );
  const found = equilibria[index];
  if (found === undefined)
    throw new SolveError(
      "no-equilibrium",
      equilibria.length === 0
        ? "no subgame-perfect equilibrium was found for the others to keep to"
        : `there is no equilibrium number ${index + 1}: ${equilibria.length} ${equilibria.length === 1 ? "was" : "were"} found`,
      "let the others choose uniformly, or look at `cidery equilibria`",
    );
  return {
    chosen: found.policy,
    equilibrium: { index, listed: equilibria.length, completeness },
  };
}
