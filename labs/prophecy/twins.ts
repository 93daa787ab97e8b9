/**
 * The twin network against the definition: a random structural model in which an observation
 * narrows down the noise (abduction), the action is set (action), and the noise is carried through
 * (prediction). Cidery's answer comes from the text of a model with `under`.
 */
import type { Random } from "@cidery/core";
import { loadModel } from "@cidery/core";
import { query } from "@cidery/core/solve";

const NOISE = 5;
const OUTCOMES = 3;

/**
 * Largest difference between the two ways of answering for one random model.
 * @param abduct false: the definition without its first step, which is another question
 */
export function twinError(random: Random, abduct = true): number {
  const weights = Array.from({ length: NOISE }, () => 0.05 + random.unit());
  const total = weights.reduce((sum, w) => sum + w, 0);
  const noise = weights.map((w) => w / total);
  const middle = Array.from({ length: NOISE * 2 }, () => random.below(2));
  const outcome = Array.from({ length: NOISE * 4 }, () => random.below(OUTCOMES));
  const rule = random.unit();
  const yOf = (n: number, d: number): number =>
    outcome[n * 4 + 2 * (middle[n * 2 + d] ?? 0) + d] ?? 0;
  const seenNoise = random.below(NOISE);
  const [seen, forced] = [yOf(seenNoise, 0), 1];
  const { diagram } = loadModel(`
chance N : 0..${NOISE - 1} ~ categorical(${noise.join(", ")})
chance D : 0..1 ~ bernoulli(${rule})
chance X : 0..1 = [${middle.join(", ")}][N * 2 + D]
chance Y : 0..${OUTCOMES - 1} = [${outcome.join(", ")}][N * 4 + 2 * X + D]
chance Z : 0..${OUTCOMES - 1} = Y under (D = ${forced})
decision A : {a, b}
utility U = if A == a then Y else 0
`);
  if (diagram === undefined) return Number.POSITIVE_INFINITY;
  const answer = query(diagram, { of: ["Z"], given: { Y: seen, D: 0 }, policy: new Map() });
  if (answer.kind !== "posterior") return Number.POSITIVE_INFINITY;
  const posterior = noise.map((p, n) => (!abduct || yOf(n, 0) === seen ? p : 0));
  const evidence = posterior.reduce((sum, p) => sum + p, 0);
  let worst = 0;
  for (let z = 0; z < OUTCOMES; z++) {
    const expected =
      posterior.reduce((sum, p, n) => sum + (yOf(n, forced) === z ? p : 0), 0) / evidence;
    worst = Math.max(worst, Math.abs(expected - (answer.probabilities[z] ?? 0)));
  }
  return worst;
}
