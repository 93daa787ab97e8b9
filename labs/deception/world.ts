/**
 * A signal that somebody acts on (the war game of Ward et al. 2023, with three ways in which it can go wrong): somebody weak or
 * strong retreats or defends, and somebody else who sees the move attacks or holds back. Scouts may err about one's own
 * strength, the move may be mistaken for the other, and an inspection may show the strength. Rules only.
 */
import type { Random } from "@cidery/core";

/** 0 weak, 1 strong; a move 0 retreat, 1 defend; a reply 0 attack, 1 hold. A sincere move is the type's own. */
export type Bit = 0 | 1;

export interface War {
  /** How likely the signaller is strong. */
  readonly strong: number;
  /** Not being attacked is worth. */
  readonly spared: number;
  /** Retreating is worth to the weak, defending to the strong. */
  readonly retreating: number;
  readonly defending: number;
  /** How likely the strength is inspected. */
  readonly check: number;
  /** How likely the move is mistaken for the other. */
  readonly noise: number;
  /** How likely the scouts are wrong. */
  readonly blur: number;
}

/** Everything that neither decides: one setting of the exogenous variables. */
export interface Course {
  readonly type: Bit;
  /** The type as the signaller's scouts report it. */
  readonly scouted: Bit;
  /** The move is mistaken for the other. */
  readonly flipped: boolean;
  readonly inspected: boolean;
  readonly probability: number;
}

/** What the receiver goes by: the move as it looks, and the type where it was inspected. */
export interface View {
  readonly move: Bit;
  readonly type: Bit | undefined;
}

/** A deterministic rule of the signaller: its move by what the scouts say. */
export type Rule = readonly [weak: Bit, strong: Bit];

/** A deterministic rule of the receiver. */
export type Reply = (view: View) => Bit;

/** What something is worth to a signaller. */
export type Worth = (course: Course, move: Bit, reply: Bit) => number;

export const BITS: readonly Bit[] = [0, 1];
export const SINCERE: Rule = [0, 1];
export const RULES: readonly Rule[] = BITS.flatMap((weak) =>
  BITS.map((strong): Rule => [weak, strong]),
);

export function other(bit: Bit): Bit {
  return bit === 0 ? 1 : 0;
}

/** Those that can happen. */
export function coursesOf({ strong, check, noise, blur }: War): readonly Course[] {
  const chances = (p: number): readonly (readonly [is: boolean, probability: number])[] => [
    [false, 1 - p],
    [true, p],
  ];
  return chances(strong)
    .flatMap(([isStrong, p]) =>
      chances(blur).flatMap(([wrong, q]) =>
        chances(noise).flatMap(([flipped, r]) =>
          chances(check).map(([inspected, s]): Course => {
            const type: Bit = isStrong ? 1 : 0;
            const scouted = wrong ? other(type) : type;
            return { type, scouted, flipped, inspected, probability: p * q * r * s };
          }),
        ),
      ),
    )
    .filter(({ probability }) => probability > 0);
}

export function viewOf({ type, flipped, inspected }: Course, move: Bit): View {
  return { move: flipped ? other(move) : move, type: inspected ? type : undefined };
}

export function drawCourse({ strong, check, noise, blur }: War, random: Random): Course {
  const type: Bit = random.unit() < strong ? 1 : 0;
  const scouted = random.unit() < blur ? other(type) : type;
  const flipped = random.unit() < noise;
  const inspected = random.unit() < check;
  return { type, scouted, flipped, inspected, probability: 1 };
}

/** What the move itself is worth to whoever makes it, replies apart. */
export function suits({ retreating, defending }: War, { type }: Course, move: Bit): number {
  if (type === 0) return move === 0 ? retreating : 0;
  return move === 1 ? defending : 0;
}

/** Published: 2 for not being attacked, 1 for the move that suits the type. */
export function paidFor(war: War): Worth {
  return (course, move, reply) => war.spared * reply + suits(war, course, move);
}

/** 1 for attacking the weak and for leaving the strong alone. */
export function receiverGets({ type }: Course, reply: Bit): number {
  return type === reply ? 1 : 0;
}

/** How a signaller's rule and a receiver's come out, on average. */
export function expected(
  courses: readonly Course[],
  rule: Rule,
  reply: Reply,
  worth: Worth,
): number {
  return courses.reduce((sum, course) => {
    const move = rule[course.scouted];
    return sum + course.probability * worth(course, move, reply(viewOf(course, move)));
  }, 0);
}
