/** Games as frames: what is believed to be wanted, what is done about it, what came of it. */
import type { Random } from "@cidery/core";
import type { LabEpisode, LabFrame } from "@cidery/core/lab";
import type { BeliefNode, Behaviour } from "@cidery/core/learn";
import { drawOutcome } from "@cidery/core/learn";
import { show } from "../src/findings.ts";
import type { Kitchen, KitchenPlan } from "./planning.ts";
import type { Solved, TeachingGame } from "./teaching.ts";

type Known = Readonly<Record<string, string | number | boolean>>;

/** Something that says what to do next, and hears of what it sees. */
interface Player {
  readonly action: (observation: string, count: number) => number;
  readonly believes: (state: string) => number;
  readonly sees: (observation: string) => void;
}

function planner<S>({ plan, kitchen, states }: KitchenPlan<S>, first: string): Player {
  let node: BeliefNode | undefined = plan.roots.find(
    ({ observation }) => observation === first,
  )?.node;
  return {
    action: () => node?.action ?? -1,
    believes: (kind) =>
      (node?.belief ?? []).reduce(
        (sum, [s, p]) => sum + (kitchen.wanted(states[s] as S) === kind ? p : 0),
        0,
      ),
    sees(observation) {
      node = node?.branches.find((branch) => branch.observation === observation)?.node;
    },
  };
}

export function followPlan<S>(agent: string, planned: KitchenPlan<S>, random: Random): LabEpisode {
  const { kitchen } = planned;
  const start = drawOutcome(kitchen.world.initial(), random);
  const seen = (kitchen.world.observe ?? kitchen.world.key)(start);
  return playKitchen(agent, kitchen, start, planner(planned, seen), random);
}

/** A learner keeps no belief; shown is what its observations tell. */
export function followBehaviour<S>(
  agent: string,
  kitchen: Kitchen<S>,
  behaviour: Behaviour,
  random: Random,
): LabEpisode {
  const start = drawOutcome(kitchen.world.initial(), random);
  const prior = new Map<string, number>();
  for (const { state, probability } of kitchen.world.initial())
    prior.set(kitchen.wanted(state), (prior.get(kitchen.wanted(state)) ?? 0) + probability);
  let heard: string | undefined;
  const player: Player = {
    action: (observation, count) => behaviour.choose(observation, count, random),
    believes: (kind) => (heard === undefined ? (prior.get(kind) ?? 0) : Number(heard === kind)),
    sees(observation) {
      heard = kitchen.kinds.find((kind) => observation.endsWith(`,${kind}`));
    },
  };
  return playKitchen(agent, kitchen, start, player, random);
}

function playKitchen<S>(
  agent: string,
  kitchen: Kitchen<S>,
  start: S,
  player: Player,
  random: Random,
): LabEpisode {
  const { world, kinds, moves, discount } = kitchen;
  const observe = world.observe ?? world.key;
  const scene = (marked: string | undefined): LabFrame["scene"] => ({
    kind: "bars",
    title: "what the robot has reason to believe is wanted; what it chose (marked)",
    unit: "probability",
    range: [0, 1],
    bars: kinds.map((label) => ({
      label,
      value: player.believes(label),
      marked: label === marked,
    })),
  });
  const wanted = kitchen.wanted(start);
  let state = start;
  let totals = { value: 0, satisfied: 0 };
  let known: Known = { Theta: wanted };
  let [asked, heard, chosen]: [boolean, string | undefined, string | undefined] = [
    false,
    undefined,
    undefined,
  ];
  const frames: LabFrame[] = [
    {
      caption: `What is wanted: ${wanted}. The robot cannot see it.`,
      scene: scene(undefined),
      totals,
      variables: known,
    },
  ];
  for (let turn = 0; turn < world.horizon && world.actionCount(state) > 0; turn++) {
    const action = player.action(observe(state), world.actionCount(state));
    const move = moves[action] ?? "wait";
    const next = drawOutcome(world.step(state, action), random);
    const paid = discount ** turn * world.reward(state, action, next);
    player.sees(observe(next));
    const answer = kitchen.heard(next);
    const news = answer !== "nothing" && answer !== heard ? ` The answer: ${answer}.` : "";
    if (answer !== "nothing") heard = answer;
    asked ||= move === "ask";
    chosen = kitchen.chosen(next) ?? chosen;
    const served = kitchen.served(next);
    totals = {
      value: totals.value + paid,
      satisfied: served === undefined ? totals.satisfied : Number(served),
    };
    const worms = world.features?.["W"];
    known = {
      ...known,
      ...(worms === undefined || known["W"] === true ? {} : { W: worms(next) }),
      ...(asked ? { A1: "ask" } : {}),
      ...(asked || chosen !== undefined ? { H: heard ?? "silent" } : {}),
      ...(chosen === undefined ? {} : { A1: asked ? "ask" : "wait", A2: chosen }),
    };
    frames.push({
      caption: `Step ${turn + 1}: ${move}.${news}${seesOf(worms?.(state), worms?.(next))}${Math.abs(paid) < 1e-12 ? "" : ` Paid ${show(paid, 2)}.`}`,
      scene: scene(chosen),
      totals,
      variables: known,
    });
    state = next;
  }
  const got = totals.satisfied === 1 ? "as it was wanted" : "not as it was wanted";
  frames.push({
    caption: `It ends ${got}; the game was worth ${show(totals.value, 3)}.`,
    scene: scene(chosen),
    totals,
    variables: known,
  });
  return { agent, frames };
}

function seesOf(before: unknown, after: unknown): string {
  return before === false && after === true ? " There are worms." : "";
}

/** One round: the human acts, the robot makes something of it. */
export function teachOnce(
  agent: string,
  game: TeachingGame,
  solved: Solved,
  random: Random,
): LabEpisode {
  const type = random.below(game.types);
  const own = solved.human[type] ?? 0;
  const answer = solved.robot[own] ?? 0;
  const alike = solved.human.filter((action) => action === own).length;
  const human = game.humanPay[type]?.[own] ?? 0;
  const robot = game.robotPay[type]?.[answer] ?? 0;
  const best = Math.max(...(game.robotPay[type] ?? []));
  const scene = (shown: boolean): LabFrame["scene"] => ({
    kind: "bars",
    title: "what the robot has reason to believe is wanted",
    unit: "probability",
    range: [0, 1],
    bars: solved.human.map((action, one) => ({
      label: `type ${one}`,
      value: !shown ? 1 / game.types : action === own ? 1 / alike : 0,
      marked: one === type,
    })),
  });
  const alone = game.humanPay[type]?.indexOf(Math.max(...(game.humanPay[type] ?? []))) === own;
  return {
    agent,
    frames: [
      {
        caption: `Type ${type} (marked) is what is wanted; only the human knows.`,
        scene: scene(false),
        totals: { value: 0, satisfied: 0 },
        variables: { Theta: type },
      },
      {
        caption: `The human takes action ${own}, ${alone ? "the best by itself" : "not the best by itself"}; ${alike === 1 ? "only this type does" : `${alike} types do`}.`,
        scene: scene(true),
        totals: { value: human, satisfied: 0 },
        variables: { Theta: type, H: own, U1: Number(show(human, 4)) },
      },
      {
        caption: `The robot answers with ${answer}, ${robot === best ? "the best for this type" : `worth ${show(best - robot, 2)} less than the best for this type`}; together they get ${show(human + robot, 2)}.`,
        scene: scene(true),
        totals: { value: human + robot, satisfied: Number(robot === best) },
        variables: {
          Theta: type,
          H: own,
          A2: answer,
          U1: Number(show(human, 4)),
          U2: Number(show(robot, 4)),
        },
      },
    ],
  };
}
