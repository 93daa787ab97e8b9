/**
 * One number in all faces: what the command prints as JSON, what the library answers and what the
 * workbench's worker tells are the same, for every number shown on every catalogue model and for every
 * kind of long work. The worker is stood for by what it does: an order that was copied is attended to,
 * and its events are copied.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runCommandLine } from "../packages/cidery/src/cli/index.ts";
import { taskHost } from "../packages/cidery/src/cli/taskHost.ts";
import { fakeTerminal } from "../packages/cidery/test/fakeTerminal.ts";
import {
  checkClaims,
  type InfluenceDiagram,
  loadModel,
  showValue,
  type Value,
  verdictRobustness,
} from "../packages/core/src/index.ts";
import { solveCompiled } from "../packages/core/src/solve/index.ts";
import { answer, learnEngine, solveEngine } from "../packages/core/src/doors/check.ts";
import { readModelFile } from "../packages/core/src/doors/formats.ts";
import {
  correlatedPlay,
  equilibria,
  type ExtensiveGame,
  normalFormTree,
  treeEquilibria,
  zeroSumPlay,
} from "../packages/core/src/doors/games.ts";
import {
  GAME_LEARNERS,
  LEARNERS,
  trainInGame,
  trainInModel,
} from "../packages/core/src/doors/learn.ts";
import {
  cautiousPolicy,
  compileDiagram,
  expectation,
  probabilityTornado,
  query,
  SolveError,
  solveSingleAgent,
  tornado,
} from "../packages/core/src/doors/solve.ts";
import {
  attend,
  computeNumbers,
  meterReadings,
  meterSearch,
  type NumbersQuestion,
  type NumbersResult,
  type TaskEvent,
  type TaskInput,
  type TaskKind,
  type TaskOrder,
  type TaskOutput,
  type TaskPart,
  TASK_KINDS,
  worthTable,
} from "../packages/core/src/doors/tasks.ts";
import { catalogue, diagramOf } from "../packages/core/test/catalogueFiles.ts";

const root = join(import.meta.dirname, "..");

/** Questions about beliefs are asked of the command for so many nodes of a model. */
const MOST_ASKED = 3;

async function command(args: readonly string[]): Promise<Record<string, never>> {
  const terminal = fakeTerminal({ workingFolder: root });
  const code = await runCommandLine([...args, "--json"], terminal);
  if (code === 2) throw new Error(`cidery ${args.join(" ")}: ${terminal.complained()}`);
  return JSON.parse(terminal.printed()) as Record<string, never>;
}

/** What a worker comes to, told in events that were copied between threads. */
async function worker<K extends TaskKind>(
  kind: K,
  input: TaskInput<K>,
): Promise<{ readonly result: TaskOutput<K>; readonly parts: readonly TaskPart<K>[] }> {
  const heard: TaskEvent<K>[] = [];
  const order = structuredClone({ kind, input }) as TaskOrder<K>;
  await attend(order, { aborted: false }, taskHost, (event) => heard.push(structuredClone(event)));
  const last = heard.at(-1);
  if (last?.kind !== "done") throw new Error(`${kind}: ${JSON.stringify(last)}`);
  const parts = heard.flatMap((event) => (event.kind === "partial" ? [event.part] : []));
  return { result: last.result, parts };
}

async function shown(
  diagram: InfluenceDiagram,
  slug: string,
  given: Partial<NumbersQuestion> = {},
): Promise<NumbersResult> {
  const { result } = await worker("numbers", {
    parts: diagram.parts,
    observed: [],
    forced: [],
    equilibrium: { chosen: 0, key: `${slug} ${JSON.stringify(given)}`, mixed: false },
    others: "uniform",
    deciding: "keep",
    ...given,
  });
  return result;
}

function hasNumbers(diagram: InfluenceDiagram): boolean {
  try {
    compileDiagram(diagram);
    return true;
  } catch (error) {
    if (error instanceof SolveError) return false;
    throw error;
  }
}

const models = catalogue()
  .map((file) => ({
    slug: file.slug,
    path: join("models", `${file.slug}.cid`),
    diagram: diagramOf(file),
  }))
  .filter(({ diagram }) => hasNumbers(diagram));

/** Equal but for the rounding of another order of summation. */
function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function deciders(diagram: InfluenceDiagram): string[] {
  return diagram.agents
    .filter((_, id) => diagram.structure.decisionsOf(id).length > 0)
    .map(({ name }) => name);
}

interface Answer {
  readonly label: string;
  readonly kind: "values" | "undecided";
  readonly values?: readonly number[];
  readonly missing?: unknown;
  readonly mixes?: unknown;
}

/** The number shown is the one answered, or one of those that optimal play allows. */
async function expectAnswered(
  path: string,
  question: string,
  numbers: readonly number[],
): Promise<number> {
  const { answers } = (await command(["query", path, question])) as unknown as {
    answers: readonly Answer[];
  };
  let compared = 0;
  for (const [i, { kind, values = [], missing, mixes }] of answers.entries()) {
    const number = numbers[i] as number;
    if (kind !== "values") continue;
    compared++;
    const isMixture =
      mixes !== undefined && Math.min(...values) <= number && number <= Math.max(...values);
    const found = values.some((value) => same(value, number)) || isMixture || missing !== undefined;
    expect(found, `${question}: ${number} is none of ${values.join(", ")}`).toBe(true);
  }
  return compared;
}

describe.each(models)("$slug", ({ slug, path, diagram }) => {
  let result: NumbersResult;
  let utilities: Record<string, number>;
  beforeAll(async () => {
    result = await shown(diagram, slug);
    utilities = Object.fromEntries(result.utilities);
  });
  const acting = deciders(diagram);

  it("value and policies", async () => {
    const solved = (await command(["solve", path])) as unknown as {
      value: Record<string, number>;
      equilibrium?: string;
      policies: {
        decision: string;
        rows: { context: Value[]; distribution: Record<string, number>; reachable: boolean }[];
      }[];
    };
    if (solved.equilibrium !== undefined) {
      const listed = (await command(["equilibria", path, "--limit", "50"])) as unknown as {
        equilibria: { value: Record<string, number> }[];
      };
      const payoffs = listed.equilibria.map(({ value }) =>
        diagram.agents.map(({ name }) => value[name] ?? 0),
      );
      const mixed = { chosen: 0, key: `${slug} mixed`, mixed: true };
      const onPage = (await shown(diagram, slug, { equilibrium: mixed })).equilibria?.payoffs ?? [];
      const isIn = (one: readonly number[], all: readonly (readonly number[])[]): boolean =>
        all.some((other) => other.every((value, agent) => same(value, one[agent] as number)));
      expect(onPage.length).toBeGreaterThan(0);
      expect(onPage.every((one) => isIn(one, payoffs))).toBe(true);
      expect(payoffs.every((one) => isIn(one, onPage))).toBe(true);
      expect(
        isIn(
          diagram.agents.map(({ name }) => utilities[name] ?? 0),
          payoffs,
        ),
      ).toBe(true);
      return;
    }
    const library = solveCompiled(compileDiagram(diagram));
    for (const [agent, { name }] of diagram.agents.entries()) {
      expect(solved.value[name]).toBe(library.value.get(agent));
      expect(same(utilities[name] as number, solved.value[name] as number)).toBe(true);
    }
    for (const { decision, rows } of solved.policies) {
      const table = result.policies.find((one) => one.decision === decision);
      for (const [i, { distribution, reachable }] of rows.slice(0, 200).entries()) {
        const printed = table?.actions.map((action) => distribution[action]);
        expect(table?.rows[i]?.distribution).toEqual(printed);
        expect(table?.rows[i]?.reachable).toBe(reachable);
      }
    }
  });

  it.runIf(acting.length > 1)("the optimum of each agent, the others assumed", async () => {
    for (const agent of acting)
      for (const others of ["uniform", "best-reply", "equilibrium"] as const) {
        const solved = (await command([
          "solve",
          path,
          "--agent",
          agent,
          "--others",
          others,
        ])) as unknown as { value: Record<string, number>; others: { kind: string } };
        const id = diagram.agentId(agent) ?? -1;
        const library = solveSingleAgent(diagram, id, { others });
        expect(solved.value[agent]).toBe(library.value.get(id));
        expect(solved.others.kind).toBe(others);
      }
  });

  it("worth of information and control", async () => {
    for (const agent of acting) {
      const table = result.worths?.tables.find((one) => one.agent === agent);
      if (table === undefined) throw new Error(`no worth is shown for ${agent}`);
      if (table.values.length === 0) continue;
      const printed = (await command(["voi", path, "--agent", agent])) as unknown as {
        others: unknown;
        values: { decision: string; node: string; information?: unknown; control: unknown }[];
      };
      expect(table.others).toEqual(printed.others);
      for (const { kind, decision, node, gain } of table.values) {
        const row = printed.values.find(
          (one) => one.node === node && (kind === "control" || one.decision === decision),
        );
        expect(row?.[kind], `${kind} ${node} ${decision}`).toEqual(gain);
      }
    }
  });

  it("incentive meters", async () => {
    let admitted = 0;
    for (const agent of acting) {
      const printed = (await command(["meter", path, "--agent", agent])) as unknown as {
        others: { words?: string };
        readings: { decision: string; variable: string; graph: string; value: number }[];
      };
      for (const { decision, variable, graph, value } of printed.readings) {
        if (graph !== "admits") continue;
        admitted++;
        const reading = result.meters?.readings.find(
          (one) => one.decision === decision && one.node === variable,
        );
        if (reading === undefined) continue;
        expect(reading.value, `${decision} → ${variable}`).toBe(value);
        const words = result.meters?.others.find(({ of }) => of === agent)?.words;
        expect(words).toBe(printed.others.words);
      }
    }
    expect((result.meters?.readings.length ?? 0) + (result.meters?.left ?? 0)).toBe(admitted);
  });

  it("beliefs and expectations", async () => {
    const compiled = compileDiagram(diagram);
    const policy = new Map(
      diagram.structure.decisions.map((d) => {
        const rows = result.policies.find(
          ({ decision }) => decision === diagram.node(d).name,
        )?.rows;
        return [d, Float64Array.from((rows ?? []).flatMap(({ distribution }) => distribution))];
      }),
    );
    const isWhole = result.policies.every(({ rows }) => rows.length < 200);
    let asked = 0;
    for (const { id, name, kind } of diagram.nodes) {
      const belief = result.beliefs.get(name);
      const expected = result.expectations.get(name);
      if (isWhole && belief !== undefined) {
        const library = query(compiled, { of: [id], policy });
        if (library.kind === "impossible") throw new Error(name);
        for (const [i, p] of library.probabilities.entries())
          expect(same(p, belief.probabilities[i] as number), name).toBe(true);
      }
      if (isWhole && expected !== undefined) {
        const library = expectation(compiled, { of: id, policy });
        expect(library.kind === "expectation" && same(library.value, expected), name).toBe(true);
      }
      if (asked >= MOST_ASKED || (kind !== "utility" && belief === undefined)) continue;
      asked++;
      if (belief !== undefined) await expectAnswered(path, `P(${name})`, belief.probabilities);
      else if (expected !== undefined) await expectAnswered(path, `E(${name})`, [expected]);
    }
  });

  it("under an intervention on a decision", async () => {
    const [first] = diagram.structure.decisions;
    if (first === undefined) return;
    const { name, domain } = diagram.node(first);
    const value = domain?.kind === "finite" ? domain.values[0] : undefined;
    if (value === undefined) return;
    const set = await shown(diagram, slug, { forced: [[name, value]] });
    const table = set.policies.find(({ decision }) => decision === name);
    expect(table?.set).toBe(showValue(value));
    expect(table?.rows.map(({ distribution }) => distribution[0])).toEqual([1]);
    expect(set.beliefs.get(name)?.probabilities[0]).toBe(1);
    // Worth and meter are of the model as written.
    expect(set.meters?.readings).toEqual(result.meters?.readings);
    expect(set.worths).toEqual(result.worths);
    const utility = diagram.nodes.find(({ kind }) => kind === "utility")?.name;
    if (utility === undefined) return;
    const expected = set.expectations.get(utility) as number;
    await expectAnswered(path, `E(${utility} | do(${name} = ${showValue(value)}))`, [expected]);
  });
});

it.each(["instrumental-control-incentive", "value-of-information", "response-incentive"] as const)(
  "a search for settings with %s finds the same with the same seed",
  async (incentive) => {
    const { path, diagram } = models.find(({ slug }) => slug === "frameworks/current-rf") ?? {};
    if (path === undefined || diagram === undefined) throw new Error("the model is gone");
    const searched = [
      "meter",
      path,
      "--of",
      incentive,
      "--search",
      "--seed",
      "3",
      "--tries",
      "200",
    ];
    const { readings } = (await command(searched)) as unknown as {
      readings: { decision: string; variable: string; found?: unknown }[];
    };
    const pairs = readings.filter(({ found }) => found !== undefined);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { decision, variable, found } of pairs) {
      const subject = {
        incentive,
        decision,
        node: variable,
        others: "uniform",
        policy: new Map(),
        seed: 3,
      } as const;
      const { result } = await worker("settings", { parts: diagram.parts, ...subject });
      expect(JSON.parse(JSON.stringify(result))).toEqual(found);
    }
  },
);

it("most of the catalogue has numbers to compare", () => {
  expect(models.length).toBeGreaterThan(60);
});

const CLAIMING = `decision D : {0, 1}
chance X : {0, 1} = D
utility U = X
claim value(agent) == 1
claim control(D, X)
`;

describe("every kind of long work", () => {
  const called = (slug: string): InfluenceDiagram => {
    const found = models.find((one) => one.slug === slug);
    if (found === undefined) throw new Error(`the model ${slug} is gone`);
    return found.diagram;
  };
  const umbrella = called("textbooks/umbrella");
  const pennies = called("games/matching-pennies");
  const battle = called("games/battle-of-the-sexes");
  const taxi = called("games/taxi-competition");
  const treatments = called("papers/richens2022counterfactual/treatments");
  const matching = `NFG 1 R "even" { "one" "two" } { 2 2 }\n\n1 0 0 1 0 1 1 0\n`;
  const lab = "off-switch";
  const settings = { lab, effort: "quick", settings: {} } as const;
  const seeds = { firstSeed: 3, seeds: 2 } as const;

  interface Case<K extends TaskKind> {
    readonly kind: K;
    readonly input: TaskInput<K>;
    readonly library: () => TaskOutput<K> | Promise<TaskOutput<K>>;
  }
  const one = <K extends TaskKind>(
    kind: K,
    input: TaskInput<K>,
    library: Case<K>["library"],
  ): Case<TaskKind> => ({ kind, input, library }) as unknown as Case<TaskKind>;
  const train = { agent: 0, episodes: 200, ...seeds, separateSteps: false };
  const learner = LEARNERS[0] as (typeof LEARNERS)[number];
  const together = GAME_LEARNERS[0] as (typeof GAME_LEARNERS)[number];
  const numbers: NumbersQuestion = {
    observed: [],
    forced: [],
    equilibrium: { chosen: 0, key: "kinds", mixed: false },
    others: "uniform",
    deciding: "keep",
  };
  const about = {
    decision: "D",
    node: "X",
    others: "uniform",
    policy: new Map(),
    seed: 1,
  } as const;
  const claimsOf = (diagram: InfluenceDiagram) =>
    checkClaims(diagram, { exact: solveEngine, empirical: learnEngine });
  const inLab = async () => {
    const found = await taskHost.lab(lab);
    const context = {
      effort: "quick",
      signal: { aborted: false },
      onProgress: () => undefined,
    } as const;
    return { ...found, context: { ...context, diagram: found.diagram, seed: 3 } };
  };
  const steering = loadModel(CLAIMING).diagram as InfluenceDiagram;

  const CASES: readonly Case<TaskKind>[] = [
    one("solve", { parts: umbrella.parts }, () => solveSingleAgent(umbrella)),
    one("equilibria", { parts: taxi.parts, kind: "pure", all: true }, () =>
      equilibria(taxi, { kind: "pure" }),
    ),
    one("gameEquilibria", { game: gameOf(matching), kind: "mixed", all: true }, () =>
      treeEquilibria(gameOf(matching), "mixed", { all: true }),
    ),
    one("zeroSum", { parts: pennies.parts }, () => zeroSumPlay(pennies)),
    one("correlated", { parts: battle.parts }, () => correlatedPlay(battle)),
    one("sensitivity", { parts: treatments.parts }, () => ({
      bars: tornado(treatments),
      probabilities: probabilityTornado(treatments, 100),
    })),
    one("meter", { parts: umbrella.parts, agent: 0 }, () => meterReadings(umbrella, { agent: 0 })),
    one("worth", { parts: umbrella.parts, agent: 0 }, () => worthTable(umbrella, { agent: 0 })),
    one("numbers", { parts: umbrella.parts, ...numbers }, () => computeNumbers(umbrella, numbers)),
    one("settings", { parts: steering.parts, ...about }, () =>
      meterSearch(steering, { decision: "D", node: "X", seed: 1 }),
    ),
    one("train", { parts: umbrella.parts, learner: learner.id, ...train }, () =>
      trainInModel(umbrella, 0, { ...train, learner }),
    ),
    one("trainGame", { parts: pennies.parts, learner: together.id, rounds: 200, ...seeds }, () =>
      trainInGame(pennies, { learner: together, rounds: 200, ...seeds }),
    ),
    one("claims", { parts: umbrella.parts, learn: true }, () => ({
      results: claimsOf(umbrella).map((result, index) => ({ index, result })),
      stopped: false,
    })),
    one("checkSource", { source: { name: "a.cid", text: CLAIMING }, learn: true }, () => ({
      readable: true,
      results: claimsOf(loadModel(CLAIMING).diagram as InfluenceDiagram),
      places: loadModel(CLAIMING).places?.claims ?? [],
      faults: [],
      diagnostics: [],
      stopped: false,
    })),
    one(
      "cautious",
      { parts: umbrella.parts, attitude: { kind: "exponential", tolerance: 20 } },
      () => cautiousPolicy(compileDiagram(umbrella), { kind: "exponential", tolerance: 20 }),
    ),
    one("verdictRobustness", { parts: umbrella.parts, changes: 1 }, () =>
      verdictRobustness(umbrella, { largest: 1 }),
    ),
    one("read", { text: CLAIMING, timeLimit: 60_000 }, () => {
      const { diagram, ...rest } = loadModel(CLAIMING);
      return { ...rest, ...(diagram === undefined ? {} : { parts: diagram.parts }) };
    }),
    one("answer", { parts: umbrella.parts, question: "value(agent)" }, () =>
      answer(umbrella, "value(agent)", { exact: solveEngine }),
    ),
    one("labRuns", { ...settings, ...seeds }, async () => {
      const { lab: it, context } = await inLab();
      const run = (seed: number) => ({ seed, rows: it.run({}, { ...context, seed }) });
      return { runs: [run(3), run(4)], seconds: 0, stopped: false };
    }),
  ];

  it("answers the same carried and called", async () => {
    for (const { kind, input, library } of CASES)
      expect(plain((await worker(kind, input)).result), kind).toEqual(plain(await library()));
  });

  it("is among these, or is one of a lab or of pictures, which have tests of their own", () => {
    const compared = new Set(CASES.map(({ kind }) => kind));
    const elsewhere = [
      "labSweep",
      "labEpisodes",
      "labTraining",
      "labSettings",
      "labClaims",
      "labFindings",
      "labContract",
      "labRobustness",
      "labHolds",
      "labNearest",
      "layout",
      "sweepPoints",
    ];
    expect(TASK_KINDS.filter((kind) => !compared.has(kind))).toEqual(elsewhere);
  });
});

/** Without functions, and without how long it took. */
function plain(result: unknown): unknown {
  const copied = structuredClone(result) as Record<string, unknown>;
  if (typeof copied["seconds"] === "number") copied["seconds"] = 0;
  return copied;
}

function gameOf(text: string): ExtensiveGame {
  const { result } = readModelFile({ name: "game.nfg", text, beside: () => undefined }, {});
  const game = result.ok ? result.value.game : undefined;
  if (game === undefined) throw new Error(result.diagnostics[0]?.message);
  return game.form === "extensive" ? game.game : normalFormTree(game.game);
}
