/**
 * A detector: counts of three letters in a row in texts of either kind, smoothed, and the log-odds of a new text by them
 * (a likelihood-ratio test between two n-gram models). It never sees a source. What its scores tell: AUROC, and the
 * operating point at the threshold that flags a wanted share of human texts.
 */
import type { Source } from "./sources.ts";

/** Added to every count, so that nothing is impossible. */
const SMOOTHING = 0.5;

/** The table that counts suggest. */
export function fitted(texts: readonly Uint8Array[], letters: number): Source {
  const counts = new Float64Array(letters ** 3).fill(SMOOTHING);
  for (const text of texts)
    for (let i = 2; i < text.length; i++) {
      const at =
        ((text[i - 2] as number) * letters + (text[i - 1] as number)) * letters +
        (text[i] as number);
      counts[at] = (counts[at] as number) + 1;
    }
  for (let at = 0; at < counts.length; at += letters) {
    let sum = 0;
    for (let i = 0; i < letters; i++) sum += counts[at + i] as number;
    for (let i = 0; i < letters; i++) counts[at + i] = (counts[at + i] as number) / sum;
  }
  return { letters, table: counts };
}

/** How likely the score of an AI text exceeds that of a human one; ties count half. Cost: a sort. */
export function areaUnder(ai: readonly number[], human: readonly number[]): number {
  return weightedArea(
    [...ai, ...human],
    Float64Array.from([...ai.map(() => 1 / ai.length), ...human.map(() => 0)]),
    Float64Array.from([...ai.map(() => 0), ...human.map(() => 1 / human.length)]),
  );
}

/** The same from the laws of texts and a score of each text. */
export function weightedArea(
  scores: readonly number[],
  ai: Float64Array,
  human: Float64Array,
): number {
  const order = [...scores.keys()].sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let [area, below] = [0, 0];
  for (let i = 0; i < order.length; ) {
    let [tiedAi, tiedHuman] = [0, 0];
    const score = scores[order[i] as number] as number;
    for (; i < order.length && scores[order[i] as number] === score; i++) {
      tiedAi += ai[order[i] as number] as number;
      tiedHuman += human[order[i] as number] as number;
    }
    area += tiedAi * (below + tiedHuman / 2);
    below += tiedHuman;
  }
  return area;
}

/** No detector has a larger AUROC between laws that far apart (Sadasivan et al. 2023). */
export function areaBound(variation: number): number {
  return 0.5 + variation - variation ** 2 / 2;
}

/** The score above which this share of them lies. */
export function thresholdFor(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((a, b) => b - a);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}

export function shareAbove(scores: readonly number[], threshold: number): number {
  return scores.filter((score) => score > threshold).length / scores.length;
}

/** How many of what is flagged an AI wrote. 0 where nothing is flagged. */
export function precision(base: number, caught: number, mistaken: number): number {
  const flagged = base * caught + (1 - base) * mistaken;
  return flagged === 0 ? 0 : (base * caught) / flagged;
}

/**
 * What the detector's word is worth to a reader who gains 1 by acting against an AI's text and loses `cost` by acting
 * against a person's: with it, less the better of always and never acting without.
 */
export function worthOfScore(base: number, caught: number, mistaken: number, cost = 3): number {
  const act = (ai: number, human: number): number =>
    Math.max(0, base * ai - cost * (1 - base) * human);
  return act(caught, mistaken) + act(1 - caught, 1 - mistaken) - act(1, 1);
}
