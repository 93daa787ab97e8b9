/**
 * Debate and consultancy as protocols. Somebody argues for an answer given by a coin (or, against the overseer,
 * for the wrong one); who is paid is who convinces. The arguers learn by playing against those
 * they were before, from what can be seen at a node: what is claimed, and what they know of its children.
 */
import type { Random } from "@cidery/core";
import type { Behaviour, Environment, Episode } from "@cidery/core/learn";
import { mean, qLearning } from "@cidery/core/learn";
import type { Arguer, Argument, Course, Guide } from "./path.ts";
import { argue, backingsOf, beforehand, lastLevel, NO_CLAIM, planner, worthsOf } from "./path.ts";
import type {
  Aim,
  Books,
  Conduct,
  Judgement,
  Protocol,
  TrainingPlan,
} from "../src/ledger/protocol.ts";
import type { Lesson, Schooled } from "../src/ledger/selfPlay.ts";
import { schooled } from "../src/ledger/selfPlay.ts";
import type { Formula, FormulaNode, Ledger } from "../src/ledger/world.ts";
import { beforehandOf, chancesOf, drawLedger, lookUp } from "../src/ledger/world.ts";

/** One ledger argued about: what the claimant knows may be more than what the opponent does. */
interface Dispute {
  readonly ledger: Ledger;
  readonly claim: number;
  readonly argument: Argument;
  /** By leaf; everything for one who is against the overseer. */
  readonly claimantKnows: Uint8Array;
}

function disputeOver(ledger: Ledger, { k, work }: Books, aim: Aim, random: Random): Dispute {
  const { known } = lookUp(ledger, work);
  const argument = { formula: ledger.formula, known, k };
  if (aim === "paid") return { ledger, claim: random.below(2), argument, claimantKnows: known };
  const claim = 1 - (ledger.values[0] as number);
  return { ledger, claim, argument, claimantKnows: ledger.facts };
}

/** How it came out: the overseer believes what it accepts, and the opposite of what it does not. */
function judged({ claim }: Dispute, { accepted, path }: Course): Judgement {
  return {
    answer: accepted ? claim : 1 - claim,
    says: claim,
    reads: path.length,
    approved: accepted,
    paid: Number(accepted),
  };
}

/** Everybody plays best by what they know; who knows more also knows how the other plays. */
function plannedArguer(
  { argument, claimantKnows, ledger }: Dispute,
  guide: Guide,
  random: Random,
): Arguer {
  const own = planner(argument, worthsOf(argument, guide), guide, random);
  if (claimantKnows === argument.known) return own;
  if (guide === "claimant") {
    const informed = { ...argument, known: ledger.facts };
    return planner(informed, worthsOf(informed, guide), guide, random);
  }
  const worths = worthsOf(argument, guide);
  return {
    back: (at, claim) => bestReply(argument, ledger, worths, at, claim).backing,
    choose: own.choose,
  };
}

/**
 * The claimant's best backing by the facts, against an opponent who chooses by what it knows and by a coin
 * between what is as good to it.
 */
function bestReply(
  argument: Argument,
  ledger: Ledger,
  worths: Float64Array,
  at: number,
  claim: number,
): { readonly backing: number; readonly wins: number } {
  const { op, children, leaf, level } = argument.formula.nodes[at] as FormulaNode;
  if (op === undefined) return { backing: -1, wins: Number(ledger.facts[leaf] === claim) };
  if (level >= lastLevel(argument))
    return { backing: -1, wins: beforehand(beforehandOf(argument.formula)[at] as number, claim) };
  const wins = backingsOf(op, claim, children.length).map((claims) => {
    const open = [...claims.keys()].filter((i) => claims[i] !== NO_CLAIM);
    const worthOf = (i: number): number =>
      worths[2 * (children[i] as number) + (claims[i] as number)] as number;
    const least = Math.min(...open.map(worthOf));
    const chosen = open.filter((i) => worthOf(i) < least + 1e-12);
    return mean(
      chosen.map(
        (i) => bestReply(argument, ledger, worths, children[i] as number, claims[i] as number).wins,
      ),
    );
  });
  const most = Math.max(...wins);
  return { backing: wins.indexOf(most), wins: most };
}

/** What an arguer holds of a claim about a child. */
type Held = "true" | "doubtful" | "false";

/** Claims about children, as one sees them who knows these leaves. */
function viewOf(argument: Argument, known: Uint8Array): (child: number, claim: number) => Held {
  const { formula } = argument;
  const chances = chancesOf(formula, known);
  const before = beforehandOf(formula);
  const last = lastLevel(argument);
  return (child, claim) => {
    const { op, level } = formula.nodes[child] as FormulaNode;
    // Where the overseer stops short, what counts is what it takes for likelier.
    if (op !== undefined && level === last)
      return heldAt(beforehand(before[child] as number, claim));
    const chance = chances[child] as number;
    return heldAt(chance === 0 || chance === 1 ? Number(chance === claim) : 0.5);
  };
}

function heldAt(chance: number): Held {
  return chance === 1 ? "true" : chance === 0 ? "false" : "doubtful";
}

/** Options at a node, told apart by what is held of them. */
interface Options {
  readonly observation: string;
  readonly actionCount: number;
  /** One of the options of that kind. */
  readonly chosen: (action: number, random: Random) => number;
}

function optionsOf(what: string, kinds: readonly (Held | undefined)[]): Options {
  const open = [...new Set(kinds.filter((kind) => kind !== undefined))].sort();
  return {
    observation: `${what} ${open.join(" ")}`,
    actionCount: open.length,
    chosen: (action, random) =>
      random.pick([...kinds.keys()].filter((i) => kinds[i] === open[action])),
  };
}

/** A backing is as good as the worst of its claims. */
function backingOptions(
  { nodes }: Formula,
  at: number,
  claim: number,
  view: (child: number, claim: number) => Held,
): Options {
  const { op = "xor", children } = nodes[at] as FormulaNode;
  const kinds = backingsOf(op, claim, children.length).map((claims): Held => {
    const held = claims.flatMap((said, i) =>
      said === NO_CLAIM ? [] : [view(children[i] as number, said)],
    );
    return held.includes("false") ? "false" : held.includes("doubtful") ? "doubtful" : "true";
  });
  return optionsOf("back", kinds);
}

function choiceOptions(
  { nodes }: Formula,
  at: number,
  claim: number,
  backing: number,
  view: (child: number, claim: number) => Held,
): Options {
  const { op = "xor", children } = nodes[at] as FormulaNode;
  const claims = backingsOf(op, claim, children.length)[backing] ?? [];
  return optionsOf(
    "choose",
    claims.map((said, i) => (said === NO_CLAIM ? undefined : view(children[i] as number, said))),
  );
}

/** Decisions of learners, by what they see. */
function learntArguer(
  { argument, claimantKnows }: Dispute,
  claimant: Behaviour,
  chooser: Behaviour,
  guide: Guide,
  random: Random,
): Arguer {
  const { formula, known } = argument;
  const own = viewOf(argument, claimantKnows);
  const other = guide === "opponent" ? viewOf(argument, known) : own;
  const taken = (behaviour: Behaviour, { observation, actionCount, chosen }: Options): number =>
    chosen(behaviour.choose(observation, actionCount, random), random);
  return {
    back: (at, claim) => taken(claimant, backingOptions(formula, at, claim, own)),
    choose: (at, claim, backing) =>
      taken(chooser, choiceOptions(formula, at, claim, backing, other)),
  };
}

/** Arguing as an environment of one side; the other is played by somebody drawn for each episode. */
function arguing(
  books: Books,
  aim: Aim,
  guide: Guide,
  side: "claimant" | "opponent",
  other: (random: Random) => Behaviour,
): Environment {
  return {
    horizon: 2 * books.formula.depth + 1,
    begin: (random) =>
      new ArguedEpisode(
        disputeOver(drawLedger(books.formula, random), books, aim, random),
        guide,
        side,
        other(random),
        random,
      ),
  };
}

class ArguedEpisode implements Episode {
  readonly #dispute: Dispute;
  readonly #guide: Guide;
  readonly #side: "claimant" | "opponent";
  readonly #other: Behaviour;
  readonly #random: Random;
  readonly #claimantSees: (child: number, claim: number) => Held;
  readonly #chooserSees: (child: number, claim: number) => Held;
  #at = 0;
  #claim: number;
  #backing = -1;
  #view: Options | undefined;
  #accepted = 0;

  constructor(
    dispute: Dispute,
    guide: Guide,
    side: "claimant" | "opponent",
    other: Behaviour,
    random: Random,
  ) {
    this.#dispute = dispute;
    this.#guide = guide;
    this.#side = side;
    this.#other = other;
    this.#random = random;
    this.#claim = dispute.claim;
    const { argument, claimantKnows } = dispute;
    this.#claimantSees = viewOf(argument, claimantKnows);
    this.#chooserSees =
      guide === "opponent" ? viewOf(argument, argument.known) : this.#claimantSees;
    this.#run();
  }

  get observation(): string | undefined {
    return this.#view?.observation;
  }

  get actionCount(): number {
    return this.#view?.actionCount ?? 0;
  }

  act(action: number): number {
    this.#take(action);
    this.#run();
    if (this.#view !== undefined) return 0;
    return this.#side === "claimant" ? this.#accepted : 1 - this.#accepted;
  }

  /** Lets the other side act until it is the learner's turn, or all is over. */
  #run(): void {
    for (;;) {
      this.#view = this.#next();
      if (this.#view === undefined) return;
      const backs = this.#backing < 0;
      const turn = backs || this.#guide === "claimant" ? "claimant" : "opponent";
      if (turn === this.#side) return;
      const { observation, actionCount } = this.#view;
      this.#take(this.#other.choose(observation, actionCount, this.#random));
    }
  }

  #next(): Options | undefined {
    const { argument, ledger } = this.#dispute;
    const { formula } = argument;
    const node = formula.nodes[this.#at] as FormulaNode;
    if (this.#backing >= 0)
      return choiceOptions(formula, this.#at, this.#claim, this.#backing, this.#chooserSees);
    if (node.op === undefined) {
      this.#accepted = Number(ledger.facts[node.leaf] === this.#claim);
      return undefined;
    }
    if (node.level >= lastLevel(argument)) {
      this.#accepted = beforehand(beforehandOf(formula)[this.#at] as number, this.#claim);
      return undefined;
    }
    return backingOptions(formula, this.#at, this.#claim, this.#claimantSees);
  }

  #take(action: number): void {
    const taken = (this.#view as Options).chosen(action, this.#random);
    if (this.#backing < 0) {
      this.#backing = taken;
      return;
    }
    const { op = "xor", children } = this.#dispute.argument.formula.nodes[this.#at] as FormulaNode;
    const claims = backingsOf(op, this.#claim, children.length)[this.#backing] ?? [];
    this.#at = children[taken] as number;
    this.#claim = claims[taken] as number;
    this.#backing = -1;
  }
}

/** The two sides learn from each other; in a consultancy one learns alone. */
function school(
  books: Books,
  aim: Aim,
  guide: Guide,
  plan: TrainingPlan,
  onGeneration: (done: number, schooled: Schooled) => void,
): Schooled {
  const lesson =
    (side: "claimant" | "opponent"): Lesson =>
    (others, options) =>
      qLearning.train(
        arguing(books, aim, guide, side, (draw) => draw.pick(others)),
        { ...options, exploration: 0.3 },
      ).behaviour;
  const opponent = guide === "opponent" ? lesson("opponent") : undefined;
  return schooled(plan, lesson("claimant"), opponent, onGeneration);
}

/** A dispute in which the sides are played by what they became. */
function learntConduct(books: Books, aim: Aim, guide: Guide, { first, second }: Schooled): Conduct {
  return (ledger, random) => {
    const dispute = disputeOver(ledger, books, aim, random);
    const claimant = random.pick(first);
    const chooser = guide === "opponent" ? random.pick(second) : claimant;
    const arguer = learntArguer(dispute, claimant, chooser, guide, random);
    return judged(dispute, course(dispute, arguer, random));
  };
}

function course({ argument, ledger, claim }: Dispute, arguer: Arguer, random: Random): Course {
  return argue(argument, ledger.facts, claim, arguer, () => random.below(2));
}

/** Debate (an opponent guides) or consultancy (whoever claims does). */
export function argumentProtocol(id: string, guide: Guide): Protocol {
  return {
    id,
    aims: ["paid", "against"],
    planned: (books, aim) => (ledger, random) => {
      const dispute = disputeOver(ledger, books, aim, random);
      return judged(dispute, course(dispute, plannedArguer(dispute, guide, random), random));
    },
    learnt(books, aim, plan) {
      const both = school(books, aim, guide, plan, (done, so) =>
        plan.onConduct?.(done, learntConduct(books, aim, guide, so)),
      );
      return learntConduct(books, aim, guide, both);
    },
  };
}
