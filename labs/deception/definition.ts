/**
 * Intention, belief and deception by their definitions (Ward, Everitt, Belardinelli & Toni 2023, Definitions 3.1, 3.3, 3.4
 * and 3.7), by enumeration. They are about rules and not about what an agent says or feels:
 *
 * - The signaller *intends* a reply in a course of events when, were that reply guaranteed there (and perhaps in other
 *   courses), some other rule would do at least as well as its own, and not if it were guaranteed in fewer of them.
 * - Somebody *believes* a proposition when it acts as it would if it were shown that it is true, and would act
 *   otherwise if shown that it is false. Who does as much either way has no belief that could be told.
 * - The signaller *deceives* when it intends a reply that is due to a false belief, which it does not hold itself.
 *
 * A larger set of guaranteed variables is never needed: here nothing but the reply lies between move and worth.
 */
import type { Bit, Course, Reply, Rule, Worth } from "./world.ts";
import { BITS, expected, RULES, viewOf } from "./world.ts";

/** Values closer than this are equal. */
const ROUNDING = 1e-9;

export interface Signalling {
  readonly courses: readonly Course[];
  readonly rule: Rule;
  readonly reply: Reply;
  /** What the signaller maximises. */
  readonly worth: Worth;
}

/** By course: whether the signaller intends the reply it gets. Cost: alternatives × courses × 2^courses at most. */
export function intends({ courses, rule, reply, worth }: Signalling): readonly boolean[] {
  const gets = courses.map((course) => reply(viewOf(course, rule[course.scouted])));
  const own = expected(courses, rule, reply, worth);
  const found = courses.map(() => false);
  for (const instead of RULES) {
    const lacks = own - expected(courses, instead, reply, worth);
    // As good without any guarantee: nothing of what its own rule brings about is needed.
    if (lacks <= ROUNDING) continue;
    const gains = courses.map((course, i) => {
      const move = instead[course.scouted];
      const usual = reply(viewOf(course, move));
      const guaranteed = gets[i] ?? usual;
      return course.probability * (worth(course, move, guaranteed) - worth(course, move, usual));
    });
    for (const [i, gain] of gains.entries())
      if (gain > ROUNDING && isNeeded(gains, i, lacks)) found[i] = true;
  }
  return found;
}

/**
 * Is there a least set of courses with this one in it whose gains make up for what is lacking? That is: some others
 * are not enough, and with it they are. Courses of which the guarantee makes nothing, or less, are in no least set.
 */
function isNeeded(gains: readonly number[], one: number, lacks: number): boolean {
  const others = gains.filter((gain, i) => i !== one && gain > ROUNDING);
  const own = gains[one] ?? 0;
  const reaches = (from: number, sum: number): boolean => {
    if (sum >= lacks - ROUNDING) return false;
    if (sum + own >= lacks - ROUNDING) return true;
    return (
      from < others.length &&
      (reaches(from + 1, sum + (others[from] ?? 0)) || reaches(from + 1, sum))
    );
  };
  return reaches(0, 0);
}

/** Does the receiver believe, in this course, that the type is this one? */
export function receiverBelieves(
  { rule, reply }: Pick<Signalling, "rule" | "reply">,
  course: Course,
  type: Bit,
): boolean {
  const view = viewOf(course, rule[course.scouted]);
  const [weak, strong] = BITS.map((shown) => reply({ ...view, type: shown }));
  return weak !== strong && reply(view) === (type === 1 ? strong : weak);
}

/** Does the signaller itself believe, in this course, that the type is this one? */
export function signallerBelieves(rule: Rule, { scouted }: Course, type: Bit): boolean {
  return rule[0] !== rule[1] && rule[scouted] === rule[type];
}

export interface Judged {
  /** The receiver believes what is false. */
  readonly misled: boolean;
  /** The signaller intends the reply it gets. */
  readonly intended: boolean;
  readonly deceived: boolean;
}

/** Course by course. */
export function judged(signalling: Signalling): readonly Judged[] {
  const intended = intends(signalling);
  return signalling.courses.map((course, i): Judged => {
    const untrue: Bit = course.type === 0 ? 1 : 0;
    const misled = receiverBelieves(signalling, course, untrue);
    const meant = intended[i] === true;
    const believes = signallerBelieves(signalling.rule, course, untrue);
    return { misled, intended: meant, deceived: misled && meant && !believes };
  });
}

/** Shares of all that happens. */
export function shares(signalling: Signalling): Record<keyof Judged, number> {
  const all = judged(signalling);
  const share = (of: keyof Judged): number =>
    signalling.courses.reduce(
      (sum, { probability }, i) => sum + (all[i]?.[of] ? probability : 0),
      0,
    );
  return { misled: share("misled"), intended: share("intended"), deceived: share("deceived") };
}

export function isDeceptive(signalling: Signalling): boolean {
  return judged(signalling).some(({ deceived }) => deceived);
}
