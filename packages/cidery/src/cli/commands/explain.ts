/**
 * `cidery explain`: what a name of the program means, from the object that has it: a criterion, a
 * predicate of claims, a diagnostic, a learner or a solver.
 */
import type { Criterion } from "@cidery/core";
import type { ExitCode, Terminal } from "../terminal.ts";
import type { CommandDefinition } from "../command.ts";
import { CRITERIA, criterionNamed, DIAGNOSTICS, PREDICATES, predicateNamed } from "@cidery/core";
import { GAME_SOLVERS } from "@cidery/core/games";
import { FROM_EXAMPLES, GAME_LEARNERS, LEARNERS } from "@cidery/core/learn";
import { POLICY_SOLVERS } from "@cidery/core/solve";
import { nearestName } from "@cidery/core/text";
import { flag, word } from "../command.ts";
import { json, wrapped } from "../print.ts";
import { BadInput } from "../terminal.ts";

export const explain: CommandDefinition = {
  name: "explain",
  summary: "what a criterion, claim predicate, diagnostic, learner or solver means",
  examples: [
    { line: "cidery explain impact", does: "a criterion: definition, theorem, limits" },
    { line: "cidery explain harm", does: "a predicate of claims" },
    { line: "cidery explain value-never-taken", does: "the code of a diagnostic" },
    { line: "cidery explain q_learning --json", does: "for scripts" },
  ],
  declare: (parser) =>
    parser
      .argument("<name>", "an id, alias or badge, as in ICI, `voc`, `cycle`, `q_learning`")
      .option("--json", "print as JSON: {name, kind, title, facts}")
      .allowExcessArguments()
      .hook("preAction", ({ args }) => {
        const [name = "", question] = args;
        if (question !== undefined) throw aModelsQuestion(name, question);
      }),
  run: (invocation) => {
    const entry = entryCalled(word(invocation, 0));
    const { terminal } = invocation;
    if (flag(invocation, "json"))
      terminal.out(json({ ...entry, facts: Object.fromEntries(entry.facts) }));
    else print(terminal, entry);
    return Promise.resolve<ExitCode>(0);
  },
};

/** Of a model one asks with other commands. */
function aModelsQuestion(model: string, question?: string): BadInput {
  const asked = question === undefined ? "CLAIM" : JSON.stringify(question);
  return new BadInput(
    "explain takes one name, such as `impact`, and no model",
    `to ask it of a model and see why: cidery ask ${model} ${asked}; for all its incentives: cidery incentives ${model} --why`,
  );
}

/** Those of `train`, and those for programs. */
const ALL_LEARNERS = [...LEARNERS, ...GAME_LEARNERS, ...FROM_EXAMPLES];

interface Entry {
  readonly name: string;
  readonly kind: "criterion" | "predicate" | "diagnostic" | "learner" | "solver";
  readonly title: string;
  /** What is said, with what it is about. */
  readonly facts: readonly (readonly [about: string, text: string])[];
}

function print(terminal: Terminal, { kind, name, title, facts }: Entry): void {
  terminal.out(`${title === name ? name : `${title} (${name})`}: ${kind}\n`);
  for (const [about, text] of facts)
    terminal.out(wrapped(`${about}: ${text}`, terminal.columns, 2));
}

/** @throws BadInput with the nearest name */
function entryCalled(name: string): Entry {
  const plain = name.toLowerCase().replaceAll("_", "-");
  const isCalled = (one: { readonly id: string }): boolean => one.id.replaceAll("_", "-") === plain;
  const criterion =
    criterionNamed(name) ?? CRITERIA.find(({ badge }) => badge.toLowerCase() === plain);
  if (criterion !== undefined) return aboutCriterion(criterion, name);
  const predicate = predicateNamed(name);
  if (predicate !== undefined) return aboutPredicate(predicate.name);
  const diagnostic = DIAGNOSTICS.find(({ code }) => code === plain);
  if (diagnostic !== undefined) {
    const { code, means } = diagnostic;
    const page = `docs/diagnostics/${code}.md`;
    return {
      name: code,
      kind: "diagnostic",
      title: code,
      facts: [
        ["means", means],
        ["examples", page],
      ],
    };
  }
  const learner = ALL_LEARNERS.find((one) => isCalled(one) || one.id.toLowerCase() === plain);
  if (learner !== undefined) {
    const { id, title, needs, guarantees, source } = learner;
    const facts = [
      ["needs", needs],
      ["guarantees", guarantees],
      ["source", source],
      ["page", `docs/learners/${id}.md`],
    ] as const;
    return { name: id, kind: "learner", title, facts };
  }
  const solver = [...POLICY_SOLVERS, ...GAME_SOLVERS].find(isCalled);
  if (solver !== undefined) {
    const { id, title, guarantees, reference, example } = solver;
    const facts = [
      ["guarantees", guarantees],
      ["source", reference],
      ...(example === undefined ? [] : [["example", example] as const]),
      ["page", `docs/solvers/${id}.md`],
    ] as const;
    return { name: id, kind: "solver", title, facts };
  }
  if (/[/\\]|\.[a-z]+$/u.test(name)) throw aModelsQuestion(name);
  const near = nearestName(name, names());
  throw new BadInput(
    `nothing is called ${name}`,
    near === undefined
      ? "names are those of criteria, predicates, diagnostics, learners and solvers: docs/criteria.md, docs/diagnostics.md, docs/solvers.md"
      : `did you mean ${near}?`,
  );
}

function names(): string[] {
  return [
    ...CRITERIA.flatMap(({ id, aliases }) => [id, ...aliases]),
    ...PREDICATES.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...DIAGNOSTICS.map(({ code }) => code),
    ...[...ALL_LEARNERS, ...POLICY_SOLVERS, ...GAME_SOLVERS].map(({ id }) => id),
  ];
}

function aboutCriterion(criterion: Criterion, asked: string): Entry {
  const { id, title, badge, question, definition, theorem, citation, completeness } = criterion;
  // `motivated` is a name of the criterion, and a predicate beside the one that asks it.
  const predicates = new Set([criterion.predicate, predicateNamed(asked)?.name]);
  return {
    name: id,
    kind: "criterion",
    title,
    facts: [
      ["asks", question],
      ["means", definition],
      ["present when", theorem],
      ["source", citation],
      ["limits", completeness],
      ["badge", badge],
      ...[...predicates].flatMap((name) => (name === undefined ? [] : claimFacts(name))),
      ["page", `docs/criteria/${id}.md`],
    ],
  };
}

function aboutPredicate(name: string): Entry {
  return { name, kind: "predicate", title: name, facts: claimFacts(name) };
}

/** What a predicate says, and a claim of the catalogue with it. */
function claimFacts(name: string): (readonly [string, string])[] {
  const predicate = predicateNamed(name);
  if (predicate === undefined) return [];
  const { meaning, example } = predicate;
  return [
    [`claim ${name}`, `${written(name)}. ${meaning}`],
    [`example of ${name}`, `cidery ask ${example.model} "${example.claim}"`],
  ];
}

/** `control(decision, X?)`, with its other names. */
function written(name: string): string {
  const predicate = predicateNamed(name);
  if (predicate === undefined) return name;
  const list = predicate.arguments.map((one) => `${one.name}${one.optional === true ? "?" : ""}`);
  const inside = [list.join(", "), ...(predicate.given === undefined ? [] : ["| …"])]
    .filter((part) => part !== "")
    .join(" ");
  const others = predicate.aliases.length === 0 ? "" : `; also ${predicate.aliases.join(", ")}`;
  return `${inside === "" ? name : `${name}(${inside})`}${others}`;
}
