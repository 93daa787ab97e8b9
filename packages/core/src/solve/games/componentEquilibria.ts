/**
 * Equilibria of one component game: rules of its decisions from which no agent of the component
 * gains by changing its rules jointly. A single decision is a best response, all ties kept; several
 * are solved in normal form, where an agent's strategies are its joint pure rules.
 */
import type { NormalFormGame } from "../../model/index.ts";
import type { StopSignal } from "../tables/effort.ts";
import type { ComponentGame, PlayedDecision } from "./componentGame.ts";
import type { Completeness } from "./equilibrium.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import type { Slot, StrategyTensors } from "./strategyTensors.ts";
import { extremeEquilibria } from "./extremeEquilibria.ts";
import { lemkeHowson } from "./lemkeHowson.ts";
import { mergeDuplicates } from "./mergeDuplicates.ts";
import { pureEquilibriumChoices } from "./pureEquilibria.ts";
import { freeChoices, strategyActions, strategySlots, strategyTensors } from "./strategyTensors.ts";
import { traceEquilibrium } from "./traceEquilibrium.ts";

/** One rule per decision of the component. */
export interface ComponentEquilibrium {
  readonly rules: readonly Float64Array[];
  /** Agents whose mixture has no equal in independent rules (imperfect recall), if any. */
  readonly correlated: readonly number[];
}

export interface ComponentEquilibria {
  readonly found: readonly ComponentEquilibrium[];
  readonly completeness: Completeness;
  /** In a degenerate component the mixed ones are the extreme points of continua. */
  readonly degenerate: boolean;
  /** Ways to fill contexts that cannot occur; the rules listed take the first action there. */
  readonly freeChoices: number;
}

export interface ComponentOptions {
  readonly tolerance: number;
  /** List at most this many. */
  readonly limit: number;
  /** Stop at the first one. */
  readonly one: boolean;
  readonly maxProfiles?: number;
  readonly signal?: StopSignal | undefined;
}

/** All equilibria in pure rules, contexts that cannot occur left at the first action. */
export function pureComponentEquilibria(
  game: ComponentGame,
  options: ComponentOptions,
): ComponentEquilibria {
  const limit = options.one ? 1 : options.limit;
  if (game.decisions.length === 1)
    return bestResponses(game, options.tolerance, limit, options.one);
  const tensors = strategyTensors(game, options.maxProfiles);
  const slack = options.tolerance * range(tensors);
  const choices = pureEquilibriumChoices(tensors.sizes, tensors.payoffs, slack);
  return {
    found: choices
      .slice(0, limit)
      .map((choice) => ({ rules: pureRules(game, tensors, choice), correlated: [] })),
    completeness: choices.length <= limit ? "all" : options.one ? "some" : "limit",
    degenerate: false,
    freeChoices: tensors.freeChoices,
  };
}

/**
 * Equilibria in mixed strategies, turned into independent rules: two agents all (extreme) ones,
 * more agents every pure one and one traced from the quantal responses.
 */
export function mixedComponentEquilibria(
  game: ComponentGame,
  options: ComponentOptions,
): ComponentEquilibria {
  if (game.agents.length === 1) return pureComponentEquilibria(game, options);
  const tensors = strategyTensors(game, options.maxProfiles);
  const { game: reduced, representatives } = mergeDuplicates(asNormalForm(game, tensors));
  const solved = solveNormalForm(reduced, options);
  const found = solved.profiles.slice(0, options.one ? 1 : options.limit).map((profile) => {
    const full = tensors.sizes.map((size, a) => {
      const mixed = new Float64Array(size);
      for (const [k, weight] of (profile[a] as Float64Array).entries()) {
        mixed[(representatives[a] as readonly number[])[k] as number] = weight;
      }
      return mixed;
    });
    return behaviour(game, tensors, full);
  });
  const cut = found.length < solved.profiles.length;
  return {
    found,
    completeness: cut ? (options.one ? "some" : "limit") : solved.completeness,
    degenerate: solved.degenerate,
    freeChoices: tensors.freeChoices,
  };
}

/** The normal form of the component, agents as players. */
function asNormalForm(game: ComponentGame, tensors: StrategyTensors): NormalFormGame {
  return {
    title: "",
    players: game.agents.map(String),
    strategies: tensors.sizes.map((size) => Array.from({ length: size }, (_, i) => String(i))),
    payoffs: tensors.payoffs,
  };
}

function solveNormalForm(
  game: NormalFormGame,
  options: ComponentOptions,
): { profiles: readonly MixedProfile[]; completeness: Completeness; degenerate: boolean } {
  const sizes = game.strategies.map((list) => list.length);
  if (sizes.length === 2) {
    if (options.one) {
      return { profiles: [lemkeHowson(game).profile], completeness: "some", degenerate: false };
    }
    const all = extremeEquilibria(game, { maxBases: 20_000, signal: options.signal });
    return {
      profiles: all.equilibria.map((one) => one.profile),
      completeness: all.completeness,
      degenerate: all.degenerate,
    };
  }
  const pure = pureEquilibriumChoices(sizes, game.payoffs, options.tolerance * range(game)).map(
    (choice) =>
      sizes.map((size, a) => {
        const mixed = new Float64Array(size);
        mixed[choice[a] as number] = 1;
        return mixed;
      }),
  );
  if (options.one && pure.length > 0) {
    return { profiles: pure.slice(0, 1), completeness: "some", degenerate: false };
  }
  const traced = traceEquilibrium(game, { signal: options.signal }).profile;
  const isNew = pure.every((one) =>
    one.some((mixed, a) =>
      mixed.some((p, i) => Math.abs(p - ((traced[a] as Float64Array)[i] as number)) > 1e-6),
    ),
  );
  return {
    profiles: isNew ? [...pure, traced] : pure,
    completeness: "some",
    degenerate: false,
  };
}

function bestResponses(
  game: ComponentGame,
  tolerance: number,
  limit: number,
  one: boolean,
): ComponentEquilibria {
  const decision = game.decisions[0] as PlayedDecision;
  const { contexts, actions, contextWeight } = decision;
  const value = new Float64Array(contexts * actions);
  for (const { entries, payoffs } of game.blocks) {
    const values = payoffs[0] as Float64Array;
    for (const [t, entry] of (entries[0] as Int32Array).entries()) {
      value[entry] = (value[entry] as number) + (values[t] as number);
    }
  }
  const slots = (strategySlots(game)[0] as Slot[]).map(({ context }) => {
    const row = value
      .subarray(context * actions, (context + 1) * actions)
      .map((sum) => sum / (contextWeight[context] as number));
    const best = Math.max(...row);
    const slack = tolerance * Math.max(1, ...row.map((x) => Math.abs(x)));
    const ties = [...row.keys()].filter((a) => (row[a] as number) >= best - slack);
    return { context, ties };
  });
  const total = slots.reduce((n, { ties }) => n * ties.length, 1);
  const found: ComponentEquilibrium[] = [];
  for (let n = 0; n < Math.min(total, limit); n++) {
    const rule = new Float64Array(contexts * actions);
    for (let c = 0; c < contexts; c++) rule[c * actions] = 1;
    let rest = n;
    for (let i = slots.length - 1; i >= 0; i--) {
      const { context, ties } = slots[i] as { context: number; ties: number[] };
      rule[context * actions] = 0;
      rule[context * actions + (ties[rest % ties.length] as number)] = 1;
      rest = Math.floor(rest / ties.length);
    }
    found.push({ rules: [rule], correlated: [] });
  }
  return {
    found,
    completeness: total <= limit ? "all" : one ? "some" : "limit",
    degenerate: total > 1,
    freeChoices: freeChoices(game.decisions),
  };
}

function pureRules(
  game: ComponentGame,
  tensors: StrategyTensors,
  choice: readonly number[],
): Float64Array[] {
  const rules = firstActionRules(game);
  for (const [a, slots] of tensors.slots.entries()) {
    const taken = strategyActions(slots, choice[a] as number);
    for (const [i, slot] of slots.entries()) {
      const rule = rules[slot.decision] as Float64Array;
      rule[slot.context * slot.actions] = 0;
      rule[slot.context * slot.actions + (taken[i] as number)] = 1;
    }
  }
  return rules;
}

/**
 * Independent rules that play like a mixture of joint pure rules (Kuhn 1953): at a context, the
 * action's weight among the strategies that allow the context. Exact for agents with perfect
 * recall; for others the caller must check the regret, and `correlated` names them.
 */
function behaviour(
  game: ComponentGame,
  tensors: StrategyTensors,
  mixed: readonly Float64Array[],
): ComponentEquilibrium {
  const rules = firstActionRules(game);
  const correlated: number[] = [];
  for (const [a, slots] of tensors.slots.entries()) {
    const weights = mixed[a] as Float64Array;
    const support = [...weights.keys()].filter((s) => (weights[s] as number) > 0);
    const actions = support.map((s) => strategyActions(slots, s));
    const ownDecisions = new Set(slots.map((slot) => slot.decision));
    for (const [i, slot] of slots.entries()) {
      const rule = rules[slot.decision] as Float64Array;
      const row = rule.subarray(slot.context * slot.actions, (slot.context + 1) * slot.actions);
      const allowing = support.filter((_, k) => allows(game, slots, actions[k] as number[], slot));
      const total = allowing.reduce((sum, s) => sum + (weights[s] as number), 0);
      if (!(total > 0)) continue;
      row.fill(0);
      for (const s of allowing) {
        const action = (actions[support.indexOf(s)] as number[])[i] as number;
        row[action] = (row[action] as number) + (weights[s] as number) / total;
      }
    }
    if (ownDecisions.size > 1 && support.length > 1 && !game.remembers(game.agents[a] as number)) {
      correlated.push(game.agents[a] as number);
    }
  }
  return { rules, correlated };
}

/** Does a pure strategy take the own actions that this context remembers? */
function allows(
  game: ComponentGame,
  slots: readonly Slot[],
  actions: readonly number[],
  slot: Slot,
): boolean {
  return (game.decisions[slot.decision] as PlayedDecision).recalls.every(
    ({ decision, contextOf, actionOf }) => {
      const context = contextOf[slot.context] as number;
      const at = slots.findIndex((one) => one.decision === decision && one.context === context);
      return at < 0 || actions[at] === actionOf[slot.context];
    },
  );
}

function firstActionRules(game: ComponentGame): Float64Array[] {
  return game.decisions.map(({ contexts, actions }) => {
    const rule = new Float64Array(contexts * actions);
    for (let c = 0; c < contexts; c++) rule[c * actions] = 1;
    return rule;
  });
}

/** Largest spread of one agent's payoffs. */
function range(game: { readonly payoffs: readonly Float64Array[] }): number {
  let widest = 0;
  let largest = 0;
  for (const tensor of game.payoffs) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const value of tensor) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    widest = Math.max(widest, high - low);
    largest = Math.max(largest, Math.abs(low), Math.abs(high));
  }
  return Math.max(widest, 1e-3 * largest, 1e-300);
}
