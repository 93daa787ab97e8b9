import { expect, it } from "vitest";
import { loadModel } from "../language/index.ts";
import { ask } from "./ask.ts";

const { diagram } = loadModel(`
  param T = 3 in 2..9
  type Light = red | green
  agent driver
  for t in 1..T { chance S[t] : Light ~ uniform }
  decision D "stop?" : bool sees S[1..T]
  utility U = number(D == all(t in 1..T) (S[t] == red))
`);

function answer(claim: string): string {
  if (diagram === undefined) throw new Error("the model does not load");
  const asked = ask(diagram, claim);
  return asked.ok ? asked.value.outcome : asked.diagnostics.map(({ code }) => code).join();
}

it("answers a claim written as text", () => {
  expect(answer("response(D) == {S[1..3]}")).toBe("holds");
  expect(answer("claim not control(driver, S[2])")).toBe("holds");
  expect(answer("info(D, S[T])")).toBe("holds");
  expect(answer("P(S[1] = red) == 1 / 2")).toBe("undecided");
});

it("says where a sentence is wrong, in the sentence's own coordinates", () => {
  if (diagram === undefined) throw new Error("the model does not load");
  const asked = ask(diagram, "info(D, Sx)");
  expect(asked.ok).toBe(false);
  expect(asked.diagnostics[0]).toMatchObject({
    code: "unknown-name",
    range: { start: 8, end: 10 },
  });
});

it("takes one claim and nothing else", () => {
  expect(answer("soluble claim soluble")).toBe("claim-shape");
  expect(answer("soluble chance X")).toBe("claim-shape");
  expect(answer("")).not.toBe("holds");
  expect(answer("value(driver)")).toBe("claim-shape");
});
