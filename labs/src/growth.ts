/**
 * Growth of capability in doublings of the network's efficiency S (Davidson & Houlden 2025). Ability is E = H · K · S:
 * infrastructure, scaffolding, network. Where ability does the research, Ṡ/S grows as the research input to the power
 * p = λα and falls as S to the power β = p/r: a doubling takes 2^(p(1/r − 1)) times as long as the one before. Returns r
 * fall in a straight line to 0 at the limit. A jump of ability by m, where it is counted as research input, makes all later
 * doublings m^p times as fast, and leaves that factor as it is. Times in months. Cost: doublings.
 */

/** What does the research, and so what a jump of ability is: people (augmentation), the network, or all of ability. */
export type Researcher = "people" | "network" | "ability";

export interface Growth {
  /** Doublings of research output for each doubling of research input. */
  readonly r: number;
  /** How fast progress answers to research input: λα. */
  readonly p: number;
  /** Speed-up where research is first automated. */
  readonly f: number;
  /** Distance to the limit, in years of progress at the recent pace; infinite: returns do not fall. */
  readonly limit: number;
  /** A jump of ability by better scaffolding or by RLHF, when research is automated. */
  readonly jump: number;
  readonly researcher: Researcher;
}

/** Software doubles in three months, and is half of recent progress: a year of it is eight doublings. */
export const DOUBLINGS_A_YEAR = 8;
const RECENT = 3;

/** How much faster a jump of ability makes research. */
export function speedUp({
  jump,
  p,
  researcher,
}: Pick<Growth, "jump" | "p" | "researcher">): number {
  return researcher === "ability" ? jump ** p : 1;
}

export interface CourseOptions {
  /** Months after which nothing is followed. */
  readonly months?: number;
  /** Most doublings that are followed where there is no limit. */
  readonly most?: number;
}

/** When each doubling of S is complete, from 0 on; ends at the limit, or when time is up. */
export function doublingTimes(
  growth: Growth,
  { months = 48, most = 1000 }: CourseOptions = {},
): number[] {
  const { r, p, f, limit, researcher } = growth;
  const all = Math.min(most, DOUBLINGS_A_YEAR * limit);
  const times = [0];
  let at = 0;
  let takes = researcher === "people" ? RECENT : RECENT / (f * speedUp(growth));
  for (let k = 1; k - 1 < all - 1e-9 && at < months; k++) {
    at += takes;
    times.push(at);
    if (researcher === "people") continue;
    const returns = Number.isFinite(limit) ? r * (1 - k / (DOUBLINGS_A_YEAR * limit)) : r;
    if (returns <= 0) break;
    takes *= doublingFactor(returns, p);
  }
  return times;
}

/** How many times as long the next doubling takes: 2^(p(1/r − 1)). */
function doublingFactor(r: number, p: number): number {
  return 2 ** (p * (1 / r - 1));
}

/** Are there that many years of progress in less than so many months, somewhere? */
export function compressed(times: readonly number[], years: number, months: number): boolean {
  const needed = Math.trunc(years * DOUBLINGS_A_YEAR);
  return times.some((from, i) => (times[i + needed] ?? Number.POSITIVE_INFINITY) - from < months);
}

/** Most years of progress in any twelve months. */
export function fastestYear(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [to, at] of times.entries()) {
    while (at - (times[from] as number) >= 12) from++;
    most = Math.max(most, to - from);
  }
  return most / DOUBLINGS_A_YEAR;
}

/** When S outgrows all bounds, without a limit; undefined where it does not. A geometric series. */
export function blowUp({ r, p, f, ...rest }: Growth): number | undefined {
  const factor = doublingFactor(r, p);
  return factor < 1 ? RECENT / (f * speedUp({ p, ...rest })) / (1 - factor) : undefined;
}
