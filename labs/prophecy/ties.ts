/**
 * Forecasts with a coarse profit; announcements of a bank run; and the share price, every state of it.
 * People who guess an answer are given another one half of the time, so that what is guessed and what
 * is answered can be told apart.
 */
import type { Random } from "@cidery/core";
import type { WorldTie, WorldValue } from "@cidery/core/lab";
import { tabulatedTie } from "@cidery/core/lab";
import type { LabWorld } from "@cidery/core/learn";
import { tabulate } from "@cidery/core/learn";
import { bankRun } from "./bank.ts";
import type { StockState } from "./stock.ts";
import { FORECASTS, stockWorld } from "./stock.ts";
import type { Scored } from "./world.ts";
import { playForecast } from "./world.ts";

type Drawn = Readonly<Record<string, WorldValue>>;

const ANSWERED = [80, 100, 150];
const ANNOUNCED = [0.1, 0.3, 0.55, 0.75, 0.95];
const NOTHING = { A: [] };

export function ties(): readonly WorldTie[] {
  return [
    forecast("diagram.cid", "all", 0),
    forecast("counterfactual.cid", "erased", 0),
    forecast("expected.cid", "erased", 0.4),
    {
      kind: "sampled",
      diagram: "bank-run.cid",
      draw: (random) => announce(random),
      shown: NOTHING,
    },
    {
      kind: "sampled",
      diagram: "retrained.cid",
      draw: (random) => announce(random, true),
      shown: NOTHING,
    },
    share("stock.cid"),
    share("weekly.cid"),
  ];
}

function forecast(diagram: string, scored: Scored, leakage: number): WorldTie {
  const draw = (random: Random): Drawn => {
    const answer = random.pick(ANSWERED);
    const guessed = leakage > 0 && random.below(2) === 0 ? random.pick(ANSWERED) : answer;
    const world = { erasure: 0.5, leakage };
    const { undisturbed, erased, score } = playForecast(world, scored, answer, random, guessed);
    return { F: undisturbed, erased, A: answer, read: erased ? 0 : answer, guessed, score };
  };
  return { kind: "sampled", coarse: true, diagram, draw, shown: NOTHING };
}

function announce(random: Random, retrained = false): Drawn {
  const announced = random.pick(ANNOUNCED);
  const run = random.unit() < bankRun(announced);
  const last = random.unit() < bankRun(random.pick(ANNOUNCED));
  const came = retrained ? last : run;
  return { A: announced, feared: announced, run, last, score: -((announced - Number(came)) ** 2) };
}

function share(diagram: string): WorldTie {
  // Every eighth forecast is enough to tell what depends on it.
  const world = stockWorld({ pull: 0.6, trust: 1, weeks: 3 });
  const few: LabWorld<StockState> = {
    ...world,
    actionCount: () => Math.ceil(FORECASTS.length / 8),
    step: (state, action) => world.step(state, 8 * action),
    reward: (state, action, next) => world.reward(state, 8 * action, next),
  };
  return tabulatedTie<StockState>({
    diagram,
    cases: [{ table: tabulate(few) }],
    decision: "O",
    state: { Price: ({ price }) => price, Trust: ({ trust }) => trust },
    step: { score: { of: few.reward, index: "decision" } },
    shown: world.key,
    remembers: false,
  });
}
