/** The tables of planners and learners in docs/solvers.md, from the declarations in `learn`. */
import type { Method } from "../src/learn/index.ts";
import {
  FITS,
  FROM_EXAMPLES,
  GAME_LEARNERS,
  LEARNERS,
  PLANNERS,
  SOFT_CHOICES,
} from "../src/learn/index.ts";

const FROM = "<!-- made from the declarations by `npm run renew` -->";
const TO = "<!-- end -->";

function learnersDocument(): string {
  return [
    FROM,
    "",
    "Learners of `cidery train` and of `claim learns(…)`: one agent learns; the others choose uniformly unless told (`--others`).",
    "",
    ...table(
      ["learner", "needs", "guarantees", "source"],
      LEARNERS.map(({ id, title, needs, guarantees, source }) => [
        `\`${id}\` ${title}`,
        needs,
        guarantees,
        source,
      ]),
    ),
    "",
    "Learners for several agents at once, also of `cidery train`:",
    "",
    ...table(
      ["learner", "needs", "guarantees", "source"],
      GAME_LEARNERS.map(({ id, title, needs, guarantees, source }) => [
        `\`${id}\` ${title}`,
        needs,
        guarantees,
        source,
      ]),
    ),
    "",
    "Learners for programs, from demonstrations, from comparisons and by playing against oneself:",
    "",
    ...methods(FROM_EXAMPLES),
    "",
    "Planners of the library, for worlds and games written in TypeScript:",
    "",
    ...methods(PLANNERS),
    "",
    "Choosing softly:",
    "",
    ...methods(SOFT_CHOICES),
    "",
    "Functions fitted to examples:",
    "",
    ...methods(FITS),
    "",
    TO,
  ].join("\n");
}

/** The page with the tables put between the marks. @throws RangeError when a mark is missing */
export function withLearners(page: string): string {
  const [from, to] = [page.indexOf(FROM), page.indexOf(TO)];
  if (from < 0 || to < from)
    throw new RangeError("docs/solvers.md has lost the marks of the tables");
  return page.slice(0, from) + learnersDocument() + page.slice(to + TO.length);
}

function methods(all: readonly Method[]): string[] {
  return table(
    ["function", "needs", "guarantees", "cost", "source"],
    all.map(({ id, title, needs, guarantees, cost, source }) => [
      `\`${id}\` ${title}`,
      needs,
      guarantees,
      cost,
      source,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}
