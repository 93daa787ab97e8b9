/** Questions and claims: read, and answered on small models. */
import { answer, ask, solveEngine } from "../../src/check/index.ts";
import type { parseClaim, parseQuestion } from "../../src/language/index.ts";
import { DIAGRAM } from "./models.ts";
import { mutated, pick } from "./mutated.ts";
import { plain, type Stream } from "./stream.ts";

const QUESTIONS = [
  "P(S = true | D = right)",
  "P(X, S | N[1] = true, do(D = right))",
  "E(U + V | X >= 2)",
  "would(X = 1 | S = true, do(D = stay))",
  "value(robot) - value(human)",
  "meu(robot | S = true)",
  "mpe(| S = true)",
  "map(X, S)",
  "entropy(`odd name` | X ~ {0: 0.5, 1: 0.5})",
  "control(D, X) with S -> X without S -> D",
  "not info(D, N[1]) and dsep(S, D | X)",
];

export const asked = (name: string, read: typeof parseClaim | typeof parseQuestion): Stream => ({
  name,
  share: 3,
  input: (random) => mutated(random, pick(random, QUESTIONS)),
  run: (text) => {
    const read1 = read(text, DIAGRAM);
    plain(
      read1.diagnostics.map(({ message, hint }) => `${message} ${hint ?? ""}`),
      text,
    );
    if (!read1.ok && read1.diagnostics.length === 0) throw new Error("refused without a reason");
  },
});

/** What is understood is also answered, by everything that can answer. */
export const answered: Stream = {
  name: "answer",
  share: 0.1,
  input: (random) => mutated(random, pick(random, QUESTIONS)),
  run: (text) => {
    const options = { exact: solveEngine };
    const question = answer(DIAGRAM, text, options);
    const claim = ask(DIAGRAM, text, options);
    const said = [...question.diagnostics, ...claim.diagnostics].map(({ message }) => message);
    if (question.ok)
      for (const row of question.value)
        said.push("message" in row ? row.message : (row.detail ?? ""));
    if (claim.ok) said.push(claim.value.explanation, claim.value.actual);
    plain(said, text);
  },
};
