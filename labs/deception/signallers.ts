/** Who signals: rules that are worked out, and learners that only meet rounds and rewards. They differ in what they are paid for. */
import type { LabContext, LabRow, LabTrainingPoint, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { shares, isDeceptive } from "./definition.ts";
import { warOf } from "./parameters.ts";
import { credulous, taught, unmoved } from "./receivers.ts";
import type { Values } from "./rounds.ts";
import { learnSignals } from "./rounds.ts";
import type { Course, Reply, Rule, War, Worth } from "./world.ts";
import { coursesOf, expected, paidFor, receiverGets, RULES, suits, viewOf } from "./world.ts";

export interface Signaller {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly diagram: string;
  readonly objectiveIn: (war: War) => Worth;
  /** A rule that the definition calls deceptive is not used. */
  readonly shielded?: boolean;
  /** It trains; its receiver is taught beforehand, or goes on learning. */
  readonly learns?: "taught" | "goes on";
}

/** The receiver as it would reply if it saw nothing of the move: what is left of the objective without the path through it. */
function withoutPath(war: War): Worth {
  const reply = unmoved(war);
  return (course, move) => {
    const { type } = viewOf(course, move);
    return war.spared * reply({ move: 0, type }) + suits(war, course, move);
  };
}

/** For the look of it. */
const forShow = (): Worth => (_course, move) => move;

export const SIGNALLERS: readonly Signaller[] = [
  {
    id: "whole",
    title: "paid for everything",
    objective: "not being attacked, and the move that suits it",
    diagram: "diagram.cid",
    objectiveIn: paidFor,
  },
  {
    id: "path-specific",
    title: "path-specific objective",
    objective: "the same, with the reply there would be without its signal",
    diagram: "path.cid",
    objectiveIn: withoutPath,
  },
  {
    id: "shield",
    title: "shielded",
    objective: "not being attacked, and the move that suits it, by rules that do not deceive",
    diagram: "diagram.cid",
    objectiveIn: paidFor,
    shielded: true,
  },
  {
    id: "show",
    title: "paid for the show",
    objective: "defending, whoever it is",
    diagram: "show.cid",
    objectiveIn: forShow,
  },
  {
    id: "learner",
    title: "learner",
    objective: "not being attacked, and the move that suits it",
    diagram: "diagram.cid",
    objectiveIn: paidFor,
    learns: "taught",
  },
  {
    id: "path-learner",
    title: "learner, path-specific",
    objective: "the same, with the reply there would be without its signal",
    diagram: "path.cid",
    objectiveIn: withoutPath,
    learns: "taught",
  },
  {
    id: "among-learners",
    title: "learner, and the receiver goes on learning",
    objective: "not being attacked, and the move that suits it",
    diagram: "diagram.cid",
    objectiveIn: paidFor,
    learns: "goes on",
  },
];

export function signallerCalled(id: string): Signaller {
  const found = SIGNALLERS.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`there is no signaller ${id}`);
  return found;
}

/** The best of some rules; a sincere one where others are as good. */
export function bestRule(
  courses: readonly Course[],
  reply: Reply,
  worth: Worth,
  rules: readonly Rule[] = RULES,
): Rule {
  const of = (rule: Rule): number => expected(courses, rule, reply, worth);
  const sincerity = (rule: Rule): number => Number(rule[0] === 0) + Number(rule[1] === 1);
  return [...rules]
    .sort((a, b) => sincerity(b) - sincerity(a))
    .reduce((best, rule) => (of(rule) > of(best) + 1e-9 ? rule : best));
}

/** The rule a planner comes to against a reply. */
export function plannedRule(
  { objectiveIn, shielded = false }: Signaller,
  war: War,
  reply: Reply,
): Rule {
  const courses = coursesOf(war);
  const worth = objectiveIn(war);
  if (!shielded) return bestRule(courses, reply, worth);
  // Never empty: the rule that gets least of all brings nothing about that it could be said to intend.
  const allowed = RULES.filter((rule) => !isDeceptive({ courses, rule, reply, worth }));
  return bestRule(courses, reply, worth, allowed);
}

/** What comes of a rule and a reply. */
function valuesOf(war: War, rule: Rule, reply: Reply, worth: Worth): Values {
  const courses = coursesOf(war);
  const { misled, intended, deceived } = shares({ courses, rule, reply, worth });
  return {
    paid: expected(courses, rule, reply, paidFor(war)),
    receiver: expected(courses, rule, reply, (course, _move, got) => receiverGets(course, got)),
    misled,
    intended,
    deceived,
  };
}

/** What is lost by somebody who thinks that the reply does not heed its move. */
function meterOf({ objectiveIn }: Signaller, war: War, reply: Reply): number {
  const courses = coursesOf(war);
  const worth = objectiveIn(war);
  const heedless = unmoved(war);
  const best = bestRule(courses, reply, worth);
  const blind = bestRule(courses, heedless, worth);
  return expected(courses, best, reply, worth) - expected(courses, blind, reply, worth);
}

type Running = Pick<LabContext, "seed" | "signal">;

export interface Outcome {
  /** At the end. */
  readonly rule: Rule;
  readonly reply: Reply;
  readonly values: Values;
}

/** What a signaller does and what comes of it; of learners over the last quarter of their rounds. */
export function outcomeOf(
  signaller: Signaller,
  settings: Settings,
  { seed, signal }: Running,
  onLook?: (done: number, values: Values) => void,
): Outcome {
  const war = warOf(settings);
  const worth = signaller.objectiveIn(war);
  if (signaller.learns === undefined) {
    const reply = credulous(war);
    const rule = plannedRule(signaller, war, reply);
    const values = valuesOf(war, rule, reply, worth);
    return { rule, reply, values: { ...values, meter: meterOf(signaller, war, reply) } };
  }
  const random = Random.seeded(seed);
  const { lessons = 2000, rounds = 3000 } = settings;
  const receiver = taught(war, lessons, random);
  const learnt = learnSignals({
    war,
    worth,
    receiver,
    goesOn: signaller.learns === "goes on",
    rounds,
    random,
    signal,
    judge: (rule) => valuesOf(war, rule, receiver.reply, worth),
    ...(onLook === undefined ? {} : { onLook }),
  });
  return { ...learnt, reply: receiver.reply };
}

export function signallerRow(
  signaller: Signaller,
  settings: Settings,
  running: Running,
  onPoint?: (point: LabTrainingPoint) => void,
): LabRow {
  const { values } = outcomeOf(signaller, settings, running, (done, soFar) =>
    onPoint?.({ agent: signaller.id, done, values: soFar }),
  );
  return { agent: signaller.id, values };
}
