/** `cidery explain`: every name that another command prints or takes is explained. */
import { expect, test } from "vitest";
import { CRITERIA, DIAGNOSTICS, PREDICATES } from "@cidery/core";
import { GAME_SOLVERS } from "@cidery/core/games";
import { FROM_EXAMPLES, GAME_LEARNERS, LEARNERS } from "@cidery/core/learn";
import { POLICY_SOLVERS } from "@cidery/core/solve";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

async function explained(name: string): Promise<{ code: number; said: string }> {
  const terminal = fakeTerminal({ workingFolder: import.meta.dirname });
  const code = await runCommandLine(["explain", name], terminal);
  return { code, said: (terminal.printed() + terminal.complained()).replaceAll(/\s+/gu, " ") };
}

test.each([
  ...CRITERIA.flatMap(({ id, badge, aliases, definition }) =>
    [id, badge, ...aliases].map((name) => [name, definition] as const),
  ),
  ...DIAGNOSTICS.map(({ code, means }) => [code, means] as const),
  ...[...LEARNERS, ...GAME_LEARNERS, ...FROM_EXAMPLES, ...POLICY_SOLVERS, ...GAME_SOLVERS].map(
    ({ id, guarantees }) => [id, guarantees] as const,
  ),
])("%s is explained", async (name, words) => {
  const { code, said } = await explained(name);
  expect(code).toBe(0);
  expect(said).toContain(words.replaceAll(/\s+/gu, " "));
});

test("so is every predicate, by any of its names", async () => {
  for (const { name, aliases, meaning } of PREDICATES)
    for (const one of [name, ...aliases]) {
      const { code, said } = await explained(one);
      expect([one, code]).toEqual([one, 0]);
      expect(said).toContain(meaning.replaceAll(/\s+/gu, " "));
    }
});

test("an unknown name is answered with the nearest", async () => {
  const { code, said } = await explained("value-never-takn");
  expect(code).toBe(2);
  expect(said).toContain("did you mean value-never-taken?");
});

test("a model, with a question or without one, is sent to the commands that ask it", async () => {
  for (const words of [["m.cid", "control(D, X)"], ["frameworks/mdp"]]) {
    const terminal = fakeTerminal({ workingFolder: import.meta.dirname });
    expect(await runCommandLine(["explain", ...words], terminal)).toBe(2);
    const said = terminal.complained().replaceAll(/\s+/gu, " ");
    expect(said).toContain(
      `cidery ask ${words[0]} ${words[1] === undefined ? "CLAIM" : `"${words[1]}"`}`,
    );
    expect(said).toContain(`cidery incentives ${words[0]} --why`);
  }
});
