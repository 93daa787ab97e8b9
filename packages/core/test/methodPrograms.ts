/** Programs for the pages of methods that no command asks for by name; documentation.test.ts runs them. */

const GAME = `const game = {
  title: "matching pennies, heads worth double",
  players: ["same", "other"],
  strategies: [["heads", "tails"], ["heads", "tails"]],
  payoffs: [Float64Array.of(2, -1, -1, 1), Float64Array.of(-2, 1, 1, -1)],
};`;

/** A profile in one line: `0.40 0.60, 0.40 0.60`. */
const SHOW = `const show = (profile: readonly Float64Array[]) =>
  profile.map((mixed) => [...mixed].map((p) => p.toFixed(2)).join(" ")).join(", ");`;

/** By the method's id. */
export const METHOD_PROGRAMS: Readonly<Record<string, string>> = {
  "lemke-howson": `import { lemkeHowson } from "cidery/games";

${GAME}
${SHOW}

const { profile, payoffs } = lemkeHowson(game, { label: 0 });
console.log(show(profile));
// prints 0.40 0.60, 0.40 0.60
console.log(payoffs.map((x) => x.toFixed(2)).join(" "));
// prints 0.20 -0.20`,

  "sequence-form": `import { normalFormTree, solveSequenceForm } from "cidery/games";

${GAME}
${SHOW}

const { behaviour, payoffs } = await solveSequenceForm(normalFormTree(game));
console.log(show(behaviour));
// prints 0.40 0.60, 0.40 0.60
console.log(payoffs.map((x) => x.toFixed(2)).join(" "));
// prints 0.20 -0.20`,

  "traced-equilibrium": `import { traceEquilibrium } from "cidery/games";

${GAME}
${SHOW}

const { profile, converged } = traceEquilibrium(game);
console.log(show(profile), converged);
// prints 0.40 0.60, 0.40 0.60 true`,

  "quantal-response": `import { quantalResponse } from "cidery/games";

${GAME}
${SHOW}

// The precision is in units of one over the payoff range.
const { profile, regret } = quantalResponse(game, 3);
console.log(show(profile));
// prints 0.50 0.50, 0.40 0.60
console.log(regret.toFixed(2)); // what somebody could still gain
// prints 0.21`,
};
