/** The vocabulary, the criteria and their documentation agree. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import type { ExampleAnswer, Question } from "../src/incentives/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { CRITERIA, judge } from "../src/incentives/index.ts";
import { checkClaim, familyOf, solveEngine } from "../src/check/index.ts";
import { loadModel, parseClaim } from "../src/language/index.ts";
import { PREDICATES } from "../src/model/index.ts";
import { analyse } from "../src/structure/index.ts";
import { catalogue, diagramOf } from "./catalogueFiles.ts";
import { criteriaDocument } from "./criteriaDocument.ts";

const page = resolve(import.meta.dirname, "../../../docs/criteria.md");

test("docs/criteria.md is what the declarations say (else: npm run renew)", () => {
  expect(readFileSync(page, "utf8")).toBe(criteriaDocument());
});

test("no two predicates or criteria share a name", () => {
  const predicates = PREDICATES.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(new Set(predicates).size).toBe(predicates.length);
  const criteria = CRITERIA.map(({ id }) => id);
  expect(new Set(criteria).size).toBe(criteria.length);
});

test("the example of each predicate asks it, and holds in the model it names", () => {
  const models = new Map(catalogue().map((file) => [file.slug, file]));
  for (const { name, aliases, family, example } of PREDICATES) {
    const file = models.get(example.model);
    if (file === undefined) throw new Error(`${name}: no model is called ${example.model}`);
    const diagram = diagramOf(file);
    const claim = parseClaim(example.claim, diagram);
    if (!claim.ok) throw new Error(`${name}: ${claim.diagnostics[0]?.message}`);
    const asked = JSON.stringify(claim.value.expression);
    expect(
      [name, ...aliases].some((one) => asked.includes(`"${one}"`)),
      name,
    ).toBe(true);
    expect([name, familyOf(claim.value.expression)]).toEqual([name, family]);
    // Claims about learners train: the model makes this one itself, and is checked elsewhere.
    if (family === "empirical")
      expect(diagram.claims.map(({ text }) => text)).toContain(example.claim);
    else
      expect([name, checkClaim(diagram, claim.value, { exact: solveEngine }).outcome]).toEqual([
        name,
        "holds",
      ]);
  }
});

test("a criterion says for which nodes a set in a claim asks, if claims may", () => {
  const namesNodes = ["node-for-decision", "node", "decision-pair"];
  for (const { id, about, predicate, range } of CRITERIA)
    expect([id, range !== undefined]).toEqual([
      id,
      predicate !== undefined && namesNodes.includes(about),
    ]);
});

test("every statement that a criterion leans on stands in docs/theory.md", () => {
  const theory = readFileSync(resolve(page, "../theory.md"), "utf8");
  for (const { id, statements } of CRITERIA) {
    expect([id, statements.length > 0]).toEqual([id, true]);
    for (const one of statements) expect(theory, id).toContain(`### ${one}. `);
  }
});

test.each(CRITERIA.map((criterion) => [criterion.id, criterion] as const))(
  "the example of %s is answered as it says",
  (_, { id, example }) => {
    const { diagram, diagnostics } = loadModel(example.text, { file: `${id}.cid` });
    expect(diagnostics).toEqual([]);
    const analysis = analyse(diagram!.structure);
    const answers = example.answers.map(
      (answer) => judge(analysis, id, questionOf(diagram!, answer)).kind,
    );
    expect(answers).toEqual(example.answers.map((answer) => answer.kind));
    expect(answers[0]).toBe("present");
    expect(answers.some((answer) => answer !== "present")).toBe(true);
  },
);

function questionOf(diagram: InfluenceDiagram, answer: ExampleAnswer): Question {
  const { decision, node, agent, target, pattern } = answer;
  return {
    ...(decision === undefined ? {} : { decision: diagram.idOf(decision)! }),
    ...(node === undefined ? {} : { node: diagram.idOf(node)! }),
    ...(agent === undefined ? {} : { agent: diagram.agentId(agent)! }),
    ...(target === undefined ? {} : { target: diagram.agentId(target)! }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}
