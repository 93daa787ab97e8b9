/** The stories of the catalogue and of the opening example: pins are present, tasks are open and can be done. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { faultsOfSteps, solveEngine } from "../src/check/index.ts";
import { checkClaim, loadModel } from "../src/index.ts";
import type { InfluenceDiagram } from "../src/index.ts";
import { catalogue } from "./catalogueFiles.ts";

const OPENING = resolve(import.meta.dirname, "../../../apps/workbench/src/state/opening.cid");
const MODELS = [
  ...catalogue().map(({ slug, path, text }) => ({ slug, path, text })),
  { slug: "opening", path: OPENING, text: readFileSync(OPENING, "utf8") },
];
const WITH_STORY = MODELS.filter(({ text }) => /^(?:story|ask) "/mu.test(text));

/** One way to do each task: what is replaced in the text by what. Tasks of a model stand in their order. */
const SOLUTIONS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "frameworks/self-fulfilling-prophecy": [
    ["number(A == W)", "number(A == boom)"],
    ["mood == calm then 0.2 else 0.05", "mood == calm then 0.6 else 0.05"],
  ],
  "frameworks/counterfactual-oracle": [["number(A == Wc)", "number(A == W)"]],
  "frameworks/observation-tampering": [["number(O[t] == watered)", "number(S[t] == watered)"]],
  "frameworks/shutdown-standard": [['"shutdown request" from D1', '"shutdown request"']],
  opening: [
    [
      "if influenced == extreme\n    then match posts { provocative => 1, _ => 0.2 }\n    else match posts { provocative => 0.1, _ => 0.7 }",
      "match posts { provocative => 0.5, _ => 0.4 }",
    ],
  ],
};

/** The text as if it stood in the file, which may extend others. */
function read(text: string, path: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text, { file: path, resolve: beside });
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

function beside(path: string, fromFile: string | undefined): { path: string; text: string } {
  const whole = resolve(dirname(fromFile ?? "."), path.endsWith(".cid") ? path : `${path}.cid`);
  return { path: whole, text: readFileSync(whole, "utf8") };
}

describe("stories", () => {
  it("tell at least eight models, and at least four ask something", () => {
    expect(WITH_STORY.filter(({ slug }) => slug.startsWith("frameworks/")).length).toBeGreaterThan(
      7,
    );
    expect(WITH_STORY.filter(({ text }) => /^ask "/mu.test(text)).length).toBeGreaterThan(3);
  });

  it.each(WITH_STORY)(
    "of $slug pin what is present, and ask for what is not so yet",
    ({ text, path }) => {
      const faults = faultsOfSteps(read(text, path), { exact: solveEngine });
      expect(faults.map(({ why }) => why)).toEqual([]);
    },
  );

  it("would see a pin that is absent, and a task that is done", () => {
    const text = readFileSync(OPENING, "utf8")
      .replace("pin control(recommender, influenced)", "pin control(recommender, opinion)")
      .replace(
        "until not control(recommender, influenced)",
        "until control(recommender, influenced)",
      );
    expect(faultsOfSteps(read(text, OPENING)).map(({ why }) => why)).toEqual([
      "`control(recommender, opinion)` is absent",
      "the task is done before anybody began: `control(recommender, influenced)` holds",
    ]);
  });

  it.each(WITH_STORY.filter(({ text }) => /^ask "/mu.test(text)))(
    "of $slug ask for what can be done",
    ({ slug, text, path }) => {
      const asked = read(text, path).steps.flatMap((step) => (step.kind === "ask" ? [step] : []));
      const ways = SOLUTIONS[slug] ?? [];
      expect(ways).toHaveLength(asked.length);
      for (const [i, { until }] of asked.entries()) {
        const [from, to] = ways[i] as readonly [string, string];
        expect(text).toContain(from);
        const edited = read(text.replace(from, to), path);
        const result = checkClaim(edited, until, { exact: solveEngine });
        expect(result.outcome, `${until.text}: ${result.explanation}`).toBe("holds");
      }
    },
  );
});

describe("the argument of the catalogue", () => {
  const chapters = JSON.parse(
    readFileSync(resolve(import.meta.dirname, "../../../models/argument.json"), "utf8"),
  ) as { title: string; models: { slug: string; sentence: string; fixedBy?: string }[] }[];
  const told = chapters.flatMap(({ models }) => models);
  const slugs = MODELS.map(({ slug }) => slug);

  it("tells frameworks, each once and in a sentence, and what fixes it is one, too", () => {
    const frameworks = slugs.filter((slug) => slug.startsWith("frameworks/"));
    expect(new Set(told.map(({ slug }) => slug)).size).toBe(told.length);
    expect(told.filter(({ slug }) => !frameworks.includes(slug))).toEqual([]);
    for (const { sentence, fixedBy } of told) {
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      if (fixedBy !== undefined) expect(frameworks).toContain(fixedBy);
    }
  });
});
