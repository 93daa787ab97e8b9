/** The toys that `recipes.ts` adds, one per recipe of CONTRIBUTING.md: each works, none is of use. */

/** A new file, lines put before a place in an old one, or a folder copied and changed. */
export type Change =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly before: readonly (readonly [at: string, added: string])[] }
  | {
      readonly file: string;
      readonly copyOf: string;
      readonly renamed: readonly (readonly [file: string, from: string, to: string])[];
    };

export interface Recipe {
  readonly name: string;
  /** As in CONTRIBUTING.md. */
  readonly title: string;
  readonly changes: readonly Change[];
  /** The most files, tests and generated text apart. */
  readonly most: number;
  /** Parts of `npm run renew`. */
  readonly renew: readonly string[];
  readonly tests: readonly string[];
}

const CORE = "packages/core/src";

const criterion: Recipe = {
  name: "criterion",
  title: "A criterion",
  most: 4,
  renew: ["criteria"],
  tests: [
    `${CORE}/incentives/registry.test.ts`,
    `${CORE}/explain`,
    `${CORE}/check/downstream.test.ts`,
    "packages/core/test/criteria.test.ts",
    "packages/core/test/criterionPages.test.ts",
  ],
  changes: [
    {
      file: `${CORE}/incentives/criteria/downstream.ts`,
      text: `/** Downstream: does the node descend from the decision? */
import type { Criterion } from "../criterion.ts";
import { directedPath } from "../../graph/index.ts";
import { NOT_THE_DECISION } from "../preconditions.ts";

export const downstream: Criterion = {
  id: "downstream",
  badge: "Dwn",
  predicate: "downstream",
  title: "Downstream",
  question: "Does the node descend from the decision?",
  definition: "There is a directed path from the decision to the node.",
  about: "node-for-decision",
  range: "all-but-utilities-and-the-decision",
  needs: [
    NOT_THE_DECISION,
    { condition: "the node is drawn in ink", whenViolated: "caveat" },
  ],
  theorem: "D ⇢ X",
  statements: ["T24"],
  citation: "Pearl 2009",
  completeness: "It is about arrows only.",
  aliases: [],
  example: {
    story: "A chooses, B follows.",
    text: \`chance X
decision A sees X
chance B from A
utility U from B\`,
    answers: [
      { decision: "A", node: "B", kind: "present" },
      { decision: "A", node: "X", kind: "absent" },
    ],
  },
  outcomes: [
    {
      kind: "present",
      reason: "flows-down",
      words: (w) => \`\${w.node} descends from \${w.decision}\${w.along}\`,
    },
    {
      kind: "absent",
      reason: "not-below-decision",
      words: (w) => \`\${w.node} does not descend from \${w.decision}\`,
    },
    {
      kind: "not-applicable",
      reason: "is-the-decision",
      words: (w) => \`\${w.decision} descends from itself only in name\`,
    },
  ],
  perAgent: false,
  codes: (analysis, decision) =>
    Uint8Array.from(analysis.below(decision), (below, x) => (x === decision ? 2 : 1 - below)),
  witness: (analysis, decision, x, code) => {
    if (code === 1) return { kind: "no-path", from: [decision], to: [x] };
    const nodes = directedPath(analysis.graph, [decision], [x]);
    return code === 0 && nodes ? { kind: "directed-path", nodes } : undefined;
  },
};
`,
    },
    {
      file: `${CORE}/incentives/registry.ts`,
      before: [
        ["import { impact }", 'import { downstream } from "./criteria/downstream.ts";\n'],
        ["  reasoningPattern,\n];", "  downstream,\n"],
      ],
    },
    {
      file: `${CORE}/model/predicates/graph.ts`,
      before: [
        [
          '  {\n    name: "requisite",',
          `  {
    name: "downstream",
    aliases: [],
    family: "graph",
    arguments: [
      { kind: "agent-or-decision", name: "decision" },
      { kind: "node", name: "X", optional: true },
    ],
    result: "truth",
    meaning: "X descends from the decision.",
    example: { model: "textbooks/umbrella", claim: "downstream(UM, A)" },
  },
`,
        ],
      ],
    },
    {
      file: `${CORE}/check/downstream.test.ts`,
      text: `import { expect, it } from "vitest";
import { loadModel } from "../language/index.ts";
import { checkClaims } from "./index.ts";

it("claims ask the criterion, for a node and for all", () => {
  const { diagram, diagnostics } = loadModel(
    "chance X\\ndecision D sees X\\nchance Y from D\\nutility U from Y\\nclaim downstream(D, Y)\\nclaim not downstream(D, X)\\nclaim downstream(D, D)\\n",
    { file: "m.cid" },
  );
  expect(diagnostics).toEqual([]);
  const results = checkClaims(diagram!, { families: ["graph"] });
  expect(results.map(({ outcome }) => outcome)).toEqual(["holds", "holds", "not-applicable"]);
});
`,
    },
  ],
};

const predicate: Recipe = {
  name: "predicate",
  title: "A claim predicate",
  most: 2,
  renew: ["criteria"],
  tests: [
    `${CORE}/incentives/registry.test.ts`,
    `${CORE}/check/barren.test.ts`,
    "packages/core/test/criteria.test.ts",
  ],
  changes: [
    {
      file: `${CORE}/model/predicates/graph.ts`,
      before: [
        [
          '  {\n    name: "requisite",',
          `  {
    name: "barren",
    aliases: [],
    family: "graph",
    arguments: [{ kind: "node", name: "X" }],
    result: "truth",
    meaning: "X has no children.",
    example: { model: "textbooks/umbrella", claim: "barren(A)" },
  },
`,
        ],
      ],
    },
    {
      file: `${CORE}/check/graphPredicates.ts`,
      before: [
        [
          "  dsep: separated,",
          `  barren: (context, call) => {
    const node = nodeOf(context, call.arguments[0]);
    if (typeof node !== "number") return node;
    const none = context.diagram.graph.children(node).length === 0;
    return truth(none, none ? "no children" : "children");
  },
`,
        ],
      ],
    },
    {
      file: `${CORE}/check/barren.test.ts`,
      text: `import { expect, it } from "vitest";
import { loadModel } from "../language/index.ts";
import { checkClaims } from "./index.ts";

it("a claim asks it", () => {
  const { diagram } = loadModel("chance X\\nchance Y from X\\nclaim barren(Y)\\nclaim barren(X)\\n");
  const results = checkClaims(diagram!, { families: ["graph"] });
  expect(results.map(({ outcome }) => outcome)).toEqual(["holds", "fails"]);
});
`,
    },
  ],
};

const diagnostic: Recipe = {
  name: "diagnostic",
  title: "A diagnostic",
  most: 4,
  renew: ["diagnostics"],
  tests: ["packages/core/test/bad-input"],
  changes: [
    {
      file: `${CORE}/language/messages/codes.ts`,
      before: [
        ['  { code: "bad-data"', '  { code: "empty-topic", means: "A topic has no words." },\n'],
      ],
    },
    {
      file: `${CORE}/language/messages/meaning.ts`,
      before: [
        [
          "export const parameterNotNumber",
          `export const emptyTopic = (at: Place): Diagnostic =>
  diagnostic("empty-topic", "this topic has no words", at, { hint: "write some, or remove it" });

`,
        ],
      ],
    },
    {
      file: `${CORE}/language/elaborate/unroll.ts`,
      before: [
        [
          "            if (isMain) addHeader(",
          `            if (item.word === "topic" && item.text.value === "")
              model.reporter.add(messages.emptyTopic(placeIn(source, item.range)));
`,
        ],
      ],
    },
    {
      file: "packages/core/test/bad-input/cases.ts",
      before: [["  // Claims.\n", '  entry("a topic without words", \'topic ""\\nchance X\'),\n']],
    },
  ],
};

const learner: Recipe = {
  name: "learner",
  title: "A solver or learner",
  most: 2,
  renew: ["learners"],
  tests: ["packages/core/test/learners.test.ts"],
  changes: [
    {
      file: `${CORE}/learn/learners/unmoved.ts`,
      text: `/** Learns nothing: it plays, and its policy stays what it was. */
import type { Learner } from "./learner.ts";
import { qLearning } from "./temporalDifference.ts";

export const unmoved: Learner = {
  id: "unmoved",
  title: "Unmoved",
  needs: "nothing",
  guarantees: "no more than one episode",
  source: "Watkins 1989",
  train: (environment, options) => qLearning.train(environment, { ...options, episodes: 1 }),
};
`,
    },
    {
      file: `${CORE}/learn/learners/learners.ts`,
      before: [
        ["\nexport const LEARNERS", 'import { unmoved } from "./unmoved.ts";\n'],
        ["];\n\n/** The learner of one agent with", "  unmoved,\n"],
      ],
    },
  ],
};

const format: Recipe = {
  name: "format",
  title: "A format",
  most: 2,
  renew: ["formats"],
  tests: [`${CORE}/formats/door.test.ts`, "packages/core/test/formatsDocument.test.ts"],
  changes: [
    {
      file: `${CORE}/formats/rows.ts`,
      text: `/** Rows: \`ROWS\`, then one name a line; variables without arrows. */
import type { Format } from "./format.ts";
import { imported } from "./format.ts";
import { reading } from "./kit/fault.ts";
import { foreignDiagram } from "./kit/foreignModel.ts";
import { stateDomain } from "./kit/stateValues.ts";

export const rows: Format = {
  id: "rows",
  title: "Rows of names",
  endings: [".rows"],
  recognise: (text) => /^ROWS\\n/u.test(text),
  read: (file) =>
    imported(
      reading((notes) => {
        const names = file.text.trimEnd().split("\\n").slice(1);
        const domain = stateDomain(["no", "yes"]);
        const nodes = names.map((name) => ({ name, kind: "chance" as const, domain, parents: [], place: {} }));
        return foreignDiagram({ nodes }, notes);
      }),
    ),
  losses: { reading: ["There are no arrows in it."] },
};
`,
    },
    {
      file: `${CORE}/formats/registry.ts`,
      before: [
        ["import { uai }", 'import { rows } from "./rows.ts";\n'],
        ["  json,\n  ...DRAWINGS", "  rows,\n"],
      ],
    },
    {
      file: `${CORE}/formats/door.test.ts`,
      before: [["  xml: [", '  rows: ["ROWS\\na\\nb"],\n']],
    },
  ],
};

const lab: Recipe = {
  name: "lab",
  title: "A lab",
  most: 2,
  renew: [],
  tests: ["labs/answering"],
  changes: [
    {
      file: "labs/answering",
      copyOf: "labs/tool-ai",
      renamed: [
        ["lab.ts", 'id: "tool-ai"', 'id: "answering"'],
        ["lab.ts", "toolAi", "answering"],
        ["lab.test.ts", "toolAi", "answering"],
      ],
    },
    {
      file: "labs/src/index.ts",
      before: [
        ["import { boundedRationality }", 'import { answering } from "../answering/lab.ts";\n'],
        ["  toolAi,", "  answering,\n"],
      ],
    },
  ],
};

export const RECIPES: readonly Recipe[] = [criterion, predicate, diagnostic, learner, format, lab];
