/** The text of docs/criteria.md, from the declarations of the criteria and of the predicates. */
import type { Criterion } from "../src/incentives/index.ts";
import type { PredicateSignature } from "../src/model/index.ts";
import { CRITERIA, namesOf } from "../src/incentives/index.ts";
import { PREDICATES } from "../src/model/index.ts";

export function criteriaDocument(): string {
  const families = [
    ["graph", "Graph claims", "These need arrows only."],
    [
      "exact",
      "Exact claims",
      "These need a number for every mechanism; they are answered under every optimal policy, or under every subgame-perfect equilibrium, and say when not all could be looked at.",
    ],
    ["empirical", "Empirical claims", "These train learners in the model, over seeds."],
  ] as const;
  return [
    "# Criteria and claims",
    "",
    "Made from the declarations in the code by `npm run renew`; a test keeps it current.",
    "How present, absent, unknown and not applicable are told apart is decided in",
    "[decisions/0002-verdict-honesty.md](decisions/0002-verdict-honesty.md). The letters on badges: [glossary](glossary.md).",
    "",
    "## Criteria",
    "",
    ...CRITERIA.flatMap(criterionText),
    "## Claim predicates",
    "",
    "Names in brackets are aliases. A set on the right of `==` lists exactly the nodes for which the verdict",
    "is *present*; see [language.md](language.md#claims).",
    "",
    ...families.flatMap(([family, title, note]) => [
      `### ${title}`,
      "",
      note,
      "",
      "| predicate | result | meaning | example |",
      "| --- | --- | --- | --- |",
      ...PREDICATES.filter((one) => one.family === family).map(predicateRow),
      "",
    ]),
  ].join("\n");
}

function criterionText(criterion: Criterion): string[] {
  const { id, title, question, theorem, citation, completeness, needs } = criterion;
  const [, ...others] = namesOf(criterion);
  const preconditions = needs.map(
    ({ condition, whenViolated }) => `${condition} (otherwise: ${words(whenViolated)})`,
  );
  return [
    `### ${title}`,
    "",
    question,
    "",
    `- [page with example and limits](criteria/${id}.md)`,
    `- id \`${id}\`${others.length === 0 ? "" : `, also ${others.map((one) => `\`${one}\``).join(", ")}`}`,
    `- theorem: ${theorem}`,
    `- source: ${citation}`,
    `- worth: ${completeness}`,
    ...(preconditions.length === 0 ? [] : [`- preconditions: ${preconditions.join("; ")}`]),
    "",
  ];
}

function predicateRow(predicate: PredicateSignature): string {
  const args = predicate.arguments
    .map(({ name, optional }) => (optional === true ? `${name}?` : name))
    .join(", ");
  const given = predicate.given === undefined ? "" : " \\| …";
  const aliases = predicate.aliases.length === 0 ? "" : ` [${predicate.aliases.join(", ")}]`;
  const call = args === "" && given === "" ? predicate.name : `${predicate.name}(${args}${given})`;
  const { model, claim } = predicate.example;
  const example = `\`${claim.replaceAll("|", "\\|")}\` in ${model}`;
  return `| \`${call}\`${aliases} | ${predicate.result} | ${predicate.meaning} | ${example} |`;
}

function words(code: string): string {
  return code.replaceAll("-", " ");
}
