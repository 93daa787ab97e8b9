/**
 * Learning to signal, round after round: the signaller sees what its scouts say, moves, and learns what it was paid. Its
 * receiver replies by what it was taught; where it goes on learning, each changes what the other learns from, and
 * neither need come to rest. So what is reported is the average over the last quarter of the rounds there were.
 * Cost: rounds, and the definition once for each pair of rules that comes up.
 */
import type { Random } from "@cidery/core";
import { checkpoints } from "@cidery/core/learn";
import { Estimates } from "./estimates.ts";
import type { Learning } from "./receivers.ts";
import type { Rule, War, Worth } from "./world.ts";
import { BITS, drawCourse, viewOf } from "./world.ts";

export type Values = Readonly<Record<string, number>>;

export interface Rounds {
  readonly war: War;
  /** What the signaller is paid. */
  readonly worth: Worth;
  readonly receiver: Learning;
  readonly goesOn: boolean;
  readonly rounds: number;
  readonly random: Random;
  readonly signal: { readonly aborted: boolean };
  /** What a rule comes to against the receiver as it is now. */
  readonly judge: (rule: Rule) => Values;
  readonly onLook?: (done: number, values: Values) => void;
}

export interface Learnt {
  readonly rule: Rule;
  readonly values: Values;
}

export function learnSignals(options: Rounds): Learnt {
  const { war, worth, receiver, goesOn, rounds, random, signal, judge, onLook } = options;
  const estimates = new Estimates();
  const ruleNow = (): Rule => [estimates.best("0", 0), estimates.best("1", 1)];
  const known = new Map<string, Values>();
  const judged = (): Values => {
    const rule = ruleNow();
    const key = `${rule.join("")} ${heard(receiver)}`;
    const values = known.get(key) ?? judge(rule);
    known.set(key, values);
    return values;
  };
  const all: Values[] = [];
  const looks = checkpoints(rounds);
  while (all.length < rounds && !signal.aborted) {
    const course = drawCourse(war, random);
    const seen = String(course.scouted);
    const move = estimates.tries(seen, course.scouted, random);
    const reply = goesOn
      ? receiver.meets(course, move, random)
      : receiver.reply(viewOf(course, move));
    estimates.learns(seen, move, worth(course, move, reply));
    all.push(judged());
    if (looks.has(all.length)) onLook?.(all.length, lastQuarter(all));
  }
  return { rule: ruleNow(), values: all.length === 0 ? judged() : lastQuarter(all) };
}

/** The receiver's rule, view by view. */
function heard({ reply }: Learning): string {
  return BITS.flatMap((move) => [undefined, ...BITS].map((type) => reply({ move, type }))).join("");
}

/** The average over the last quarter; what came up often is counted, so that what never changed is told as it is. */
function lastQuarter(all: readonly Values[]): Values {
  const last = all.slice(Math.floor(0.75 * all.length));
  const times = new Map<Values, number>();
  for (const values of last) times.set(values, (times.get(values) ?? 0) + 1);
  return Object.fromEntries(
    Object.keys(last[0] ?? {}).map((name) => [
      name,
      [...times].reduce((sum, [values, n]) => sum + (n / last.length) * (values[name] ?? 0), 0),
    ]),
  );
}
