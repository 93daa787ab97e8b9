/** A page for each solver and learner, docs/solvers/<id>.md and docs/learners/<id>.md. */
import { LEARNER_PROGRAMS } from "./learnerPrograms.ts";
import type { Pages } from "./pages.ts";
import { METHOD_PROGRAMS } from "./methodPrograms.ts";
import { FROM_EXAMPLES, GAME_LEARNERS, LEARNERS } from "../src/learn/index.ts";
import { GAME_SOLVERS, POLICY_SOLVERS } from "../src/solve/index.ts";

type GameSolver = (typeof GAME_SOLVERS)[number];

interface Page {
  readonly path: string;
  readonly title: string;
  /** What is said, with its heading in front. */
  readonly facts: readonly (readonly [heading: string, text: string])[];
  readonly example: string | undefined;
  /** Where no command asks for the method by its name. */
  readonly program?: string | undefined;
}

/** By path below docs/. */
export function methodPages(): Pages {
  return new Map([...solvers(), ...learners()].map((page) => [page.path, textOf(page)]));
}

function textOf({ title, facts, example, program }: Page): string {
  return [
    `# ${title}`,
    "",
    ...facts.map(([heading, text]) => `- **${heading}:** ${text}`),
    "",
    ...(example === undefined ? [] : ["```console", `$ ${example}`, "```", ""]),
    ...(program === undefined ? [] : ["```ts", program.trim(), "```", ""]),
    "All methods: [solvers](../solvers.md).",
    "",
  ].join("\n");
}

function solvers(): Page[] {
  const policies = POLICY_SOLVERS.map(
    ({ id, title, needs, guarantees, cost, reference, example }): Page => ({
      path: `solvers/${id}.md`,
      title: capital(title),
      facts: [
        ["Finds", "an optimal policy of one agent, or of a team that shares its utilities"],
        [
          "Needs",
          needs.soluble
            ? "a diagram that is soluble once nonrequisite links are removed"
            : "no solubility",
        ],
        ["Guarantees", guarantees],
        ["Costs", cost],
        ["Source", reference],
      ],
      example,
    }),
  );
  const games = GAME_SOLVERS.map(
    ({ id, title, needs, guarantees, reference, example }): Page => ({
      path: `solvers/${id}.md`,
      title: capital(title),
      facts: [
        ["Finds", "equilibria of a game"],
        ["Needs", needsOf(needs)],
        ["Guarantees", guarantees],
        ["Source", reference],
      ],
      example,
      program: METHOD_PROGRAMS[id],
    }),
  );
  return [...policies, ...games];
}

function needsOf({ form, players, zeroSum, perfectRecall }: GameSolver["needs"]): string {
  return [
    form === "either" ? "a game in normal or extensive form" : `a game in ${form} form`,
    players === "two" ? "two players" : "any number of players",
    ...(zeroSum === true ? ["payoffs that sum to a constant"] : []),
    ...(perfectRecall === true ? ["perfect recall"] : []),
  ].join("; ");
}

function learners(): Page[] {
  const page = (
    { id, title, needs, guarantees, source }: (typeof LEARNERS | typeof GAME_LEARNERS)[number],
    model: string,
    who: string,
  ): Page => ({
    path: `learners/${id}.md`,
    title: capital(title),
    facts: [
      ["Learns", who],
      ["Needs", needs],
      ["Guarantees", guarantees],
      ["Source", source],
    ],
    example: `cidery train ${model} --learner ${id} --episodes 1000 --seeds 3`,
  });
  return [
    ...LEARNERS.map((one) =>
      page(one, "textbooks/umbrella", "one agent; the others choose uniformly unless told"),
    ),
    ...GAME_LEARNERS.map((one) => page(one, "games/matching-pennies", "all agents at once")),
    ...FROM_EXAMPLES.map(
      ({ id, title, needs, guarantees, cost, source }): Page => ({
        path: `learners/${id}.md`,
        title: capital(title),
        facts: [
          [
            "Learns",
            id === "selfPlay" ? "both sides of a game" : "from what people did or preferred",
          ],
          ["Needs", needs],
          ["Guarantees", guarantees],
          ["Costs", cost],
          ["Source", source],
        ],
        example: undefined,
        program: LEARNER_PROGRAMS[id],
      }),
    ),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
