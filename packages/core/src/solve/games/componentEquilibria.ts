/**
 * Equilibria of one component game: rules of its decisions from which no agent of the component
 * gains by changing its rules jointly. A single decision is a best response, all ties kept; several
 * are solved in normal form, where an agent's strategies are its joint pure rules. Where those are
 * too many, one equilibrium is found without listing them (`largeComponent.ts`).
 */
import type { NormalFormGame } from "../../model/index.ts";
import type {
  ComponentEquilibria,
  ComponentEquilibrium,
  ComponentOptions,
} from "./componentAnswer.ts";
import type { ComponentGame, PlayedDecision } from "./componentGame.ts";
import type { Completeness } from "./equilibrium.ts";
import type { FewerStrategies } from "./mergeStrategies.ts";
import type { MixedProfile } from "./mixedProfile.ts";
import type { Slot, StrategyLayout } from "./strategyTensors.ts";
import type { WholeTerms } from "./wholeTerms.ts";
import { AbortedError } from "../../base/index.ts";
import { withoutDominatedStrategies } from "./dominatedStrategies.ts";
import { extremeProfiles } from "./extremeEquilibria.ts";
import { quotient } from "./fractions.ts";
import { lemkeHowsonProfile } from "./lemkeHowson.ts";
import { isLarge, someOfLarge } from "./largeComponent.ts";
import { allows, plans, withoutEqualStrategies } from "./mergeStrategies.ts";
import { bounded, pureEquilibriumChoices, wholeBounded } from "./pureEquilibria.ts";
import {
  freeChoices,
  strategyActions,
  strategyLayout,
  strategySlots,
  strategyTensors,
  wholeTensors,
} from "./strategyTensors.ts";
import { equilibriaOnSupports, isNarrow, traceEquilibrium } from "./traceEquilibrium.ts";
import { wholeTerms } from "./wholeTerms.ts";

/** Profiles of a normal form whose payoffs are summed in whole numbers; more are summed in floats. */
const MOST_WHOLE = 2 ** 18;
/** The same where randomisation is asked for, which needs whole numbers. */
const MOST_WHOLE_MIXED = 2 ** 20;
/** Bases of a polytope, times the entries of a dictionary, that a search for all equilibria may visit. */
const MOST_WORK = 4_000_000;
const MOST_BASES = 20_000;

/** All equilibria in pure rules, contexts that cannot occur left at the first action. */
export function pureComponentEquilibria(
  game: ComponentGame,
  options: ComponentOptions,
): ComponentEquilibria {
  const limit = options.one ? 1 : options.limit;
  if (game.decisions.length === 1) return bestResponses(game, limit, options.one);
  const found = isLarge(game, options.maxProfiles) ? someOfLarge(game, "pure", options) : undefined;
  if (found !== undefined) return found;
  const layout = strategyLayout(game, options.maxProfiles);
  const choices = pureEquilibriumChoices(layout.sizes, boundedPayoffs(game, layout));
  return {
    found: choices
      .slice(0, limit)
      .map((choice) => ({ rules: pureRules(game, layout, choice), correlated: [] })),
    completeness: choices.length <= limit ? "all" : options.one ? "some" : "limit",
    degenerate: false,
    freeChoices: freeChoices(game.decisions),
  };
}

function boundedPayoffs(game: ComponentGame, layout: StrategyLayout) {
  if (layout.count * game.agents.length <= MOST_WHOLE) {
    const { payoffs, errors } = wholeTensors(game, layout, wholeTerms(game));
    return payoffs.map((tensor, a) => wholeBounded(tensor, errors[a]));
  }
  const { payoffs, errors } = strategyTensors(game, layout);
  return payoffs.map((tensor, a) => bounded(tensor, errors[a] as Float64Array));
}

/**
 * Equilibria in mixed strategies, turned into independent rules: two agents all (extreme) ones,
 * more agents every pure one, those that Newton's method finds on small supports, and one traced from
 * the quantal responses.
 */
export function mixedComponentEquilibria(
  game: ComponentGame,
  options: ComponentOptions,
): ComponentEquilibria {
  if (game.agents.length === 1) return pureComponentEquilibria(game, options);
  const largest = Math.min(options.maxProfiles ?? Infinity, MOST_WHOLE_MIXED);
  const some = isLarge(game, largest) ? someOfLarge(game, "mixed", options) : undefined;
  if (some !== undefined) return some;
  const layout = strategyLayout(game, largest);
  const terms = wholeTerms(game);
  const reduced = withoutDominatedStrategies(
    plans(game, layout, wholeTensors(game, layout, terms)),
  );
  const solved = solveNormalForm(reduced, terms, options);
  const different = new Map<string, ComponentEquilibrium>();
  const limit = options.one ? 1 : options.limit;
  for (const profile of solved.profiles) {
    const full = layout.sizes.map((size, a) => {
      const mixed = new Float64Array(size);
      for (const [k, weight] of (profile[a] as Float64Array).entries()) {
        mixed[(solved.representatives[a] as readonly number[])[k] as number] = weight;
      }
      return mixed;
    });
    const played = behaviour(game, layout, full);
    // Mixtures of whole plans may come to the same rules.
    different.set(played.rules.map((rule) => rule.join()).join("|"), played);
  }
  const cut = different.size > limit;
  return {
    found: [...different.values()].slice(0, limit),
    completeness: cut ? (options.one ? "some" : "limit") : solved.completeness,
    degenerate: solved.degenerate,
    ...(solved.representativesOnly === true ? { representativesOnly: true } : {}),
    freeChoices: freeChoices(game.decisions),
  };
}

interface SolvedNormalForm {
  readonly profiles: readonly MixedProfile[];
  readonly representatives: readonly (readonly number[])[];
  readonly completeness: Completeness;
  readonly degenerate: boolean;
  readonly representativesOnly?: boolean;
}

function solveNormalForm(
  reduced: FewerStrategies,
  terms: WholeTerms,
  options: ComponentOptions,
): SolvedNormalForm {
  const { representatives } = reduced;
  const two = asTwoAgents(reduced);
  if (two !== undefined) return ofAllAgents(solveBimatrix(two.game, options), two.agents, reduced);
  const pure = purePart(reduced);
  if (options.one && pure.length > 0) {
    return {
      profiles: pure.slice(0, 1),
      representatives,
      completeness: "some",
      degenerate: false,
    };
  }
  const game = asNormalForm(reduced, terms);
  const profiles = [...pure];
  const mixed = options.one ? [] : equilibriaOnSupports(game, options.signal);
  for (const one of [...mixed, ...traced(game)]) {
    const isNew = profiles.every((known) =>
      known.some((rule, a) => rule.some((p, i) => Math.abs(p - (one[a]?.[i] ?? 0)) > 1e-6)),
    );
    if (isNew) profiles.push(one);
  }
  return {
    profiles,
    representatives,
    completeness: "all-pure",
    degenerate: false,
  };
}

/** The game between the agents that have a choice, if they are no more than two. */
function asTwoAgents(
  reduced: FewerStrategies,
): { readonly game: FewerStrategies; readonly agents: readonly number[] } | undefined {
  const all = [...reduced.sizes.keys()];
  const choosing = all.filter((a) => (reduced.sizes[a] as number) > 1);
  if (choosing.length > 2) return undefined;
  const beside = all.filter((a) => !choosing.includes(a));
  const agents = [...choosing, ...beside].slice(0, 2).sort((a, b) => a - b);
  // Agents with a single strategy do not change where a profile stands in the tables.
  const of = <T>(list: readonly T[]): T[] => agents.map((a) => list[a] as T);
  const { payoffs, errors } = reduced.tensors;
  const game = {
    sizes: of(reduced.sizes),
    representatives: of(reduced.representatives),
    tensors: { payoffs: of(payoffs), errors: of(errors) },
  };
  return { game, agents };
}

/** What two agents play, with the one strategy that each of the others has. */
function ofAllAgents(
  solved: SolvedNormalForm,
  agents: readonly number[],
  { representatives }: FewerStrategies,
): SolvedNormalForm {
  const place = representatives.map((_, a) => agents.indexOf(a));
  return {
    ...solved,
    representatives: representatives.map((list, a) =>
      (place[a] as number) < 0
        ? list
        : (solved.representatives[place[a] as number] as readonly number[]),
    ),
    profiles: solved.profiles.map((profile) =>
      place.map((at) => (at < 0 ? Float64Array.of(1) : (profile[at] as Float64Array))),
    ),
  };
}

/** Where the path ends, if it was not too wide to be followed and nobody stopped on the way. */
function traced(game: NormalFormGame): MixedProfile[] {
  if (!isNarrow(game.strategies.map((list) => list.length))) return [];
  try {
    return [traceEquilibrium(game).profile];
  } catch (error) {
    if (error instanceof AbortedError) return [];
    throw error;
  }
}

function solveBimatrix(reduced: FewerStrategies, options: ComponentOptions): SolvedNormalForm {
  const { representatives } = reduced;
  if (options.one) {
    return {
      profiles: [lemkeHowsonProfile(asBimatrix(reduced)).profile],
      representatives,
      completeness: "some",
      degenerate: false,
    };
  }
  const all = allOfBimatrix(reduced, options);
  if (all.completeness === "all") return all;
  const fewer = withoutEqualStrategies(reduced);
  const merged = fewer.sizes.some((size, a) => size < (reduced.sizes[a] as number));
  if (merged) {
    const found = allOfBimatrix(fewer, options);
    if (found.completeness === "all")
      return { ...found, degenerate: true, representativesOnly: true };
  }
  // At least the pure ones are all there, and one that randomises if none is pure.
  const pure = purePart(reduced);
  const known = new Set(pure.map(written));
  const mixed = [...all.profiles, lemkeHowsonProfile(asBimatrix(reduced)).profile].filter((one) => {
    const key = written(one);
    return !known.has(key) && known.add(key);
  });
  return { ...all, profiles: [...pure, ...mixed], completeness: "all-pure" };
}

function allOfBimatrix(reduced: FewerStrategies, options: ComponentOptions): SolvedNormalForm {
  const entries = (reduced.sizes[0] as number) * (reduced.sizes[1] as number);
  const maxBases = Math.max(1, Math.min(MOST_BASES, Math.floor(MOST_WORK / entries)));
  const all = extremeProfiles(asBimatrix(reduced), { maxBases, signal: options.signal });
  return {
    profiles: all.profiles,
    representatives: reduced.representatives,
    completeness: all.completeness,
    degenerate: all.hasContinua,
  };
}

function written(profile: MixedProfile): string {
  return profile.map((mixed) => mixed.join()).join("|");
}

function purePart({ sizes, tensors }: FewerStrategies): MixedProfile[] {
  const payoffs = tensors.payoffs.map((tensor, a) => wholeBounded(tensor, tensors.errors[a]));
  return pureEquilibriumChoices(sizes, payoffs).map((choice) =>
    sizes.map((size, a) => {
      const mixed = new Float64Array(size);
      mixed[choice[a] as number] = 1;
      return mixed;
    }),
  );
}

function asBimatrix({ sizes, tensors }: FewerStrategies) {
  const [rows, columns] = sizes as [number, number];
  const [first, second] = tensors.payoffs as [readonly bigint[], readonly bigint[]];
  return { rows, columns, payoffs: [first, second] as const };
}

/** In floats, agents as players. */
function asNormalForm({ sizes, tensors }: FewerStrategies, { unit }: WholeTerms): NormalFormGame {
  return {
    title: "",
    players: sizes.map((_, a) => String(a)),
    strategies: sizes.map((size) => Array.from({ length: size }, (_, i) => String(i))),
    payoffs: tensors.payoffs.map((tensor, a) =>
      Float64Array.from(tensor, (value) => quotient(value, unit[a] as bigint)),
    ),
  };
}

/** A single decision: every best rule, ties told exactly, context by context. */
function bestResponses(game: ComponentGame, limit: number, one: boolean): ComponentEquilibria {
  const { contexts, actions } = game.decisions[0] as PlayedDecision;
  const terms = wholeTerms(game);
  const value = Array.from({ length: contexts * actions }, () => 0n);
  const error = Array.from({ length: contexts * actions }, () => 0n);
  for (const [b, { entries }] of game.blocks.entries()) {
    for (const [t, entry] of (entries[0] as Int32Array).entries()) {
      value[entry] = (value[entry] as bigint) + (terms.payoffs[b]?.[0]?.[t] as bigint);
      error[entry] = (error[entry] as bigint) + (terms.errors[b]?.[0]?.[t] ?? 0n);
    }
  }
  const { least, most } = wholeBounded(value, error);
  const slots = (strategySlots(game)[0] as Slot[]).map(({ context }) => {
    const entries = Array.from({ length: actions }, (_, a) => context * actions + a);
    const sure = entries.map(least).reduce((best, x) => (x > best ? x : best));
    return { context, ties: entries.flatMap((entry, a) => (most(entry) >= sure ? [a] : [])) };
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
  layout: StrategyLayout,
  choice: readonly number[],
): Float64Array[] {
  const rules = firstActionRules(game);
  for (const [a, slots] of layout.slots.entries()) {
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
  layout: StrategyLayout,
  mixed: readonly Float64Array[],
): ComponentEquilibrium {
  const rules = firstActionRules(game);
  const correlated: number[] = [];
  const excluded = game.decisions.map((): number[] => []);
  let mayBeInner = false;
  for (const [a, slots] of layout.slots.entries()) {
    const weights = mixed[a] as Float64Array;
    const support = [...weights.keys()].filter((s) => (weights[s] as number) > 0);
    const actions = support.map((s) => strategyActions(slots, s));
    const ownDecisions = new Set(slots.map((slot) => slot.decision));
    let randomised = 0;
    for (const [i, slot] of slots.entries()) {
      const rule = rules[slot.decision] as Float64Array;
      const row = rule.subarray(slot.context * slot.actions, (slot.context + 1) * slot.actions);
      const allowing = support.filter((_, k) => allows(game, slots, actions[k] as number[], slot));
      const total = allowing.reduce((sum, s) => sum + (weights[s] as number), 0);
      if (!(total > 0)) {
        excluded[slot.decision]?.push(slot.context);
        continue;
      }
      row.fill(0);
      for (const s of allowing) {
        const action = (actions[support.indexOf(s)] as number[])[i] as number;
        row[action] = (row[action] as number) + (weights[s] as number) / total;
      }
      if (row.some((p) => p > 0 && p < 1)) randomised++;
    }
    // An extreme mixture of whole plans, read context by context, may lie between others; where the
    // rules randomise in one context only, both are the same.
    mayBeInner ||= randomised > 1;
    if (ownDecisions.size > 1 && support.length > 1 && !game.remembers(game.agents[a] as number)) {
      correlated.push(game.agents[a] as number);
    }
  }
  return { rules, correlated, excluded, mayBeInner };
}

function firstActionRules(game: ComponentGame): Float64Array[] {
  return game.decisions.map(({ contexts, actions }) => {
    const rule = new Float64Array(contexts * actions);
    for (let c = 0; c < contexts; c++) rule[c * actions] = 1;
    return rule;
  });
}
