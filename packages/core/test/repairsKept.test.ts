/**
 * Every repair that the card of an agent offers, on every model of the catalogue, can be done with the
 * numbers kept; and what the page says it does to expected utility is what the engine says of its text.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { CARD_CRITERIA } from "../src/explain/index.ts";
import { smallestEdits } from "../src/explain/repairs.ts";
import { allVerdicts } from "../src/incentives/index.ts";
import { loadModel } from "../src/language/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { mechanismReader } from "../src/model/index.ts";
import {
  afterCut,
  answersOf,
  createSession,
  type CutPlan,
  type Session,
  verdictKey,
} from "../src/session/index.ts";
import { SolveError, solveSingleAgent } from "../src/solve/index.ts";
import { analyse } from "../src/structure/index.ts";
import { computeNumbers } from "../src/tasks/numbers/computeNumbers.ts";
import { type CatalogueFile, catalogue, diagramOf } from "./catalogueFiles.ts";

/** As many as the page lists for a verdict. */
const LISTED = 6;
/** Repairs a model whose expected utilities are compared, and the largest model they are computed of. */
const SOLVED_EACH = 2;
const MOST_SOLVED = 9;

function sessionOf(file: CatalogueFile): Session {
  const session = createSession({
    now: () => 0,
    resolve: (target, from) => {
      const path = join(dirname(from ?? file.path), target);
      return existsSync(path) ? readFileSync(path, "utf8") : undefined;
    },
  });
  session.open({ text: file.text, file: file.path }, "open");
  return session;
}

interface Offered {
  readonly plan: CutPlan;
  readonly criterion: string;
  /** What identifies the verdict that it removes. */
  readonly key: string;
}

/** What the cards offer, each set of arrows once. */
function offeredOn(diagram: InfluenceDiagram): Offered[] {
  const offered = new Map<string, Offered>();
  for (const verdict of allVerdicts(analyse(diagram.structure), { criteria: CARD_CRITERIA })) {
    if (verdict.kind !== "present") continue;
    for (const { cut, add } of smallestEdits(diagram, verdict, { limit: LISTED }).edits) {
      const named = (links: typeof cut): { from: string; to: string }[] =>
        links.map(([from, to]) => ({ from: diagram.node(from).name, to: diagram.node(to).name }));
      const plan = { cut: named(cut), add: named(add), remove: [] };
      const { criterion } = verdict;
      offered.set(JSON.stringify(plan), { plan, criterion, key: verdictKey(diagram, verdict) });
    }
  }
  return [...offered.values()];
}

function expectNumbersKept(
  before: InfluenceDiagram,
  after: InfluenceDiagram,
  { cut }: CutPlan,
): void {
  for (const { to } of cut) {
    const [old, now] = [before.idOf(to), after.idOf(to)] as [number, number];
    const { kind } = before.node(old).mechanism;
    if (kind === "decision") continue;
    expect(after.node(now).mechanism.kind === "unspecified", to).toBe(kind === "unspecified");
    if (kind !== "unspecified") expect(() => mechanismReader(after, now)).not.toThrow();
  }
}

/** As the page computes them, in the background, from the parts of a diagram; undefined without numbers. */
function shownUtilities(diagram: InfluenceDiagram): readonly number[] | undefined {
  try {
    return computeNumbers(diagram, {
      observed: [],
      forced: [],
      equilibrium: { chosen: 0, key: "test", mixed: false },
      others: "uniform",
      deciding: "keep",
    }).utilities.map(([, value]) => value);
  } catch (error) {
    if (error instanceof SolveError) return undefined;
    throw error;
  }
}

/** What `cidery solve` says of the text: one agent, read anew. */
function expectEngineSays(text: string, file: CatalogueFile, shown: number | undefined): void {
  const { diagram } = loadModel(text, {
    file: file.path,
    resolve: (target, from) => {
      const path = join(dirname(from ?? file.path), target);
      return existsSync(path) ? readFileSync(path, "utf8") : undefined;
    },
  });
  const said = solveSingleAgent(diagram as InfluenceDiagram).value.get(0);
  expect(shown, file.slug).toBeCloseTo(said ?? Number.NaN, 9);
}

it("applies with the parent averaged out, and the incentive is gone", { timeout: 900_000 }, () => {
  const refusals: string[] = [];
  let [done, solved] = [0, 0];
  for (const file of catalogue()) {
    const session = sessionOf(file);
    const diagram = diagramOf(file);
    let left = diagram.agents.length === 1 && diagram.nodes.length <= MOST_SOLVED ? SOLVED_EACH : 0;
    const worth = left === 0 ? undefined : shownUtilities(diagram);
    if (worth === undefined) left = 0;
    else expectEngineSays(file.text, file, worth[0]);
    for (const { plan, criterion, key } of offeredOn(diagram)) {
      const after = afterCut(session, plan, { kind: "average" });
      if (!after.ok) {
        refusals.push(`${file.slug}: ${after.reason}`);
        continue;
      }
      done++;
      const changed = session.read(after.text).diagram as InfluenceDiagram;
      const answer = answersOf(changed)
        .verdictsOf([criterion])
        .find((one) => verdictKey(changed, one) === key);
      expect(answer?.kind, `${file.slug}: ${JSON.stringify(plan)}`).not.toBe("present");
      expectNumbersKept(diagram, changed, plan);
      if (left-- <= 0) continue;
      expectEngineSays(after.text, file, shownUtilities(changed)?.[0]);
      solved++;
    }
  }
  // Copies that `under` makes are written nowhere; it says so, and where to change the text.
  expect(refusals.filter((one) => !/a copy that `under` makes/u.test(one))).toEqual([]);
  expect(refusals.length).toBeLessThan(done / 100);
  expect(done).toBeGreaterThan(1_500);
  expect(solved).toBeGreaterThan(90);
});
