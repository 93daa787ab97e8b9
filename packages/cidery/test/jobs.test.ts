/**
 * Work that is spread over threads: the same numbers whatever `--jobs` is, and what is done is kept by
 * Ctrl-C and by a time limit, whether the work hears of it or not.
 */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const built = (name: string): string =>
  JSON.stringify(pathToFileURL(resolve(import.meta.dirname, "../dist", name)).href);

let folder = "";
let programs = 0;

/** Seeds from 4 on never come to an end, and hear nothing. */
const OWN_LAB = `export const lab = {
  title: "Spinning", question: "when does it end?", system: "mdp",
  sources: [], assumptions: [], diagrams: [], sweeps: [], claims: [],
  parameters: [], measures: [{ name: "seed", title: "seed", unit: "1", kind: "other" }],
  agents: [{ id: "one", title: "one", objective: "none", diagram: "none.cid" }],
  run: (settings, { seed }) => {
    for (;;) if (seed < 4) return [{ agent: "one", values: { seed } }];
  },
};`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-jobs-"));
  mkdirSync(join(folder, "spinning"));
  writeFileSync(join(folder, "spinning", "lab.mjs"), OWN_LAB);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What a process of its own prints as JSON: its threads are the built ones. */
async function told(program: string): Promise<unknown> {
  const file = join(folder, `program-${++programs}.mjs`);
  const head = `
    import { runShared } from ${built("cli/taskPool.js")};
    import { loadOwn } from ${built("cli/loading.js")};
    let press = () => {};
    const terminal = (more = {}) => ({
      interactive: false, columns: 80, err: () => {}, workingFolder: ${JSON.stringify(folder)},
      onInterrupt: (listener) => ((press = listener), () => {}), ...more,
    });
    const say = (value) => console.log(JSON.stringify(value));`;
  writeFileSync(file, `${head}\n${program}`);
  const out = await new Promise<string>((done, fail) => {
    execFile(process.execPath, [file], { cwd: folder, timeout: 240_000 }, (error, text) =>
      error === null ? done(text) : fail(error),
    );
  });
  return JSON.parse(out);
}

describe("work in threads", () => {
  test("comes to the same numbers whatever the number of threads", async () => {
    const found = await told(`
      const source = (text) => loadOwn({ name: "m.cid", text }).diagram.parts;
      const game = source(\`
agent a
agent b
decision A : {h, t} by a
decision B : {h, t} by b
utility U for a = if A == B then 1 else 0
utility V for b = if A == B then 0 else 1\`);
      const alone = source(\`
chance X : {0, 1} ~ bernoulli(0.3)
decision D : {0, 1} sees X
utility U = if D == X then 1 else 0\`);
      const steered = source(\`
param p = 0.4 in 0..1
param q = 0 in 0..1
decision D : {0, 1}
chance X : {0, 1} from D ~ bernoulli(if D == 1 then p else 0.4)
chance Y : {0, 1} from X ~ bernoulli(if X == 1 then 0.5 else 0.25)
decision E : {0, 1} sees Y
utility U = if E == X then 1 else q\`);
      const settings = { slip: 0.1, cheese: 0.9, temperature: 0.1, epsilon: 0, aspiration: 0.5 };
      const lab = { lab: "discovering-agents", firstSeed: 3 };
      const sweep = { parameter: "epsilon", values: [0, 0.5], measures: ["ice"] };
      const claims = ["agents", "both", "fading"];
      const seeds = { episodes: 60, seeds: 3, firstSeed: 5, separateSteps: false };
      const orders = [
        ["labRuns", { ...lab, settings, seeds: 3 }],
        ["labSweep", { ...lab, settings, seeds: 2, sweep }],
        ["labClaims", { ...lab, claims, seeds: 2 }],
        ["labRobustness", { lab: "off-switch", firstSeed: 2, settings: 4 }],
        ["labContract", { lab: "off-switch", firstSeed: 2 }],
        ["meter", { parts: steered, agent: 0, search: { tries: 5, seed: 3 } }],
        ["sensitivity", { parts: steered }],
        ["verdictRobustness", { parts: steered, changes: 2, about: [{ agent: 0, decision: 0, node: 1 }] }],
        ["train", { parts: alone, agent: 0, learner: "q_learning", ...seeds }],
        ["trainGame", { parts: game, learner: "regret_matching", rounds: 60, ...seeds }],
      ];
      const plainly = (value) =>
        JSON.stringify(value, (key, one) =>
          key === "seconds" ? undefined : one instanceof Map ? [...one] : one,
        );
      const same = [];
      for (const [kind, input] of orders) {
        const by = [];
        for (const jobs of [1, 2, 3])
          by.push(plainly(await runShared(kind, input, 9, { jobs, terminal: terminal() })));
        same.push([kind, by[0].length > 40, new Set(by).size]);
      }
      say(same);`);
    expect(found).toEqual(
      [
        "labRuns",
        "labSweep",
        "labClaims",
        "labRobustness",
        "labContract",
        "meter",
        "sensitivity",
        "verdictRobustness",
        "train",
        "trainGame",
      ].map((kind) => [kind, true, 1]),
    );
  });

  test("keeps what is done when Ctrl-C is pressed", async () => {
    const found = await told(`
      const settings = { slip: 0.1, cheese: 0.9, temperature: 0.1, epsilon: 0, aspiration: 0.5 };
      const input = { lab: "discovering-agents", settings, seeds: 5_000, firstSeed: 1 };
      const watched = terminal({
        interactive: true,
        err: (text) => void (/seed 9/.test(text) && press()),
      });
      const { stopped, runs } = await runShared("labRuns", input, 9, { jobs: 2, terminal: watched });
      say({ stopped, some: runs.length >= 2 && runs.length < 5_000 });`);
    expect(found).toEqual({ stopped: true, some: true });
  });

  test("ends what hears nothing, and keeps the rest", async () => {
    const found = await told(`
      const input = { lab: ${JSON.stringify("./spinning")}, settings: {}, seeds: 6, firstSeed: 1 };
      const watched = terminal({
        interactive: true,
        // Both threads are beyond the seeds that end.
        err: (text) => void (text.includes("seed 5") && press()),
      });
      const { stopped, runs } = await runShared("labRuns", input, 6, { jobs: 2, terminal: watched });
      say({ stopped, seeds: runs.map(({ seed }) => seed) });`);
    expect(found).toEqual({ stopped: true, seeds: [1, 2, 3] });
  });

  test("says of the first piece that fails why, and gives out no more", async () => {
    const found = await told(`
      const input = { lab: "nowhere", settings: {}, seeds: 2_000, firstSeed: 1 };
      let why = "nothing";
      try {
        await runShared("labRuns", input, 9, { jobs: 2, terminal: terminal() });
      } catch (error) {
        why = error.message;
      }
      say(why);`);
    expect(found).toBe("no lab is called nowhere");
  });
});
