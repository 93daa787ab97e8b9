import { describe, expect, test } from "vitest";
import type { InfluenceDiagram } from "../model/index.ts";
import type { ModellerChoice } from "./index.ts";
import { Random } from "../base/index.ts";
import { judge } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import { loadModel } from "../language/index.ts";
import { randomNumericDiagram } from "../testing/randomNumericDiagram.ts";
import {
  alternative,
  alternatives,
  joinRobustness,
  modellerChoices,
  verdictRobustness,
} from "./index.ts";

function model(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("; "));
  return diagram;
}

const RECOMMENDER = model(`
  chance Opinion
  decision Post sees Opinion
  chance Later from Post, Opinion
  chance Clicks from Post, Later
  utility Reward from Clicks
`);
const id = (name: string): number => RECOMMENDER.idOf(name) ?? -1;
const arrow = (from: string, to: string): ModellerChoice => ({
  kind: "arrow",
  link: [id(from), id(to)],
});

describe("alternative diagrams", () => {
  test("arrows are toggled, and cycles are not admissible", () => {
    const without = alternative(RECOMMENDER.structure, [arrow("Later", "Clicks")]);
    expect(without?.structure.graph.hasEdge(id("Later"), id("Clicks"))).toBe(false);
    expect(alternative(RECOMMENDER.structure, [arrow("Clicks", "Later")])).toBeUndefined();
    const turned = [arrow("Clicks", "Later"), arrow("Later", "Clicks")];
    expect(alternative(RECOMMENDER.structure, turned)).toBeDefined();
  });

  test("merged variables have the arrows of both; the second stands apart", () => {
    const merge: ModellerChoice = { kind: "merge", nodes: [id("Later"), id("Clicks")] };
    const merged = alternative(RECOMMENDER.structure, [merge]);
    const { graph } = merged?.structure ?? RECOMMENDER.structure;
    expect(new Set(graph.parents(id("Later")))).toEqual(new Set([id("Opinion"), id("Post")]));
    expect([...graph.parents(id("Reward"))]).toEqual([id("Later")]);
    expect([...graph.parents(id("Clicks")), ...graph.children(id("Clicks"))]).toEqual([]);
    expect(merged?.standsFor[id("Clicks")]).toBe(id("Later"));
    // Opinion → Post → Later: as one variable, the post would lie between it and itself.
    expect(
      alternative(RECOMMENDER.structure, [{ kind: "merge", nodes: [id("Opinion"), id("Later")] }]),
    ).toBeUndefined();
  });

  test("all subsets of given choices are looked at, a cap keeps whole sizes out and says so", () => {
    const choices = [
      arrow("Later", "Clicks"),
      arrow("Clicks", "Later"),
      arrow("Opinion", "Clicks"),
    ];
    const all = alternatives(RECOMMENDER.structure, { choices });
    // Clicks → Later without dropping Later → Clicks is a cycle: 2 of 8.
    expect([all.diagrams.length, all.inadmissible, all.changes, all.complete]).toEqual([
      6,
      2,
      3,
      true,
    ]);
    const capped = alternatives(RECOMMENDER.structure, { choices, cap: 5 });
    expect([capped.diagrams.length, capped.changes, capped.complete]).toEqual([3, 1, false]);
  });

  test("derived choices leave observations alone", () => {
    for (const choice of modellerChoices(RECOMMENDER.structure))
      if (choice.kind === "arrow") expect(choice.link[1]).not.toBe(id("Post"));
  });
});

describe("robustness of verdicts", () => {
  test("an incentive that hangs on one arrow holds in half of the diagrams", () => {
    const found = verdictRobustness(RECOMMENDER, {
      choices: [arrow("Later", "Clicks"), arrow("Opinion", "Clicks")],
    });
    const of = (criterion: string, name: string) =>
      found.verdicts.find(
        ({ verdict }) => verdict.criterion === criterion && verdict.node === id(name),
      );
    const later = of("instrumental-control-incentive", "Later");
    expect(later?.share).toBe(0.5);
    expect(later?.changedBy).toEqual([arrow("Later", "Clicks")]);
    expect(of("instrumental-control-incentive", "Clicks")).toMatchObject({ share: 1 });
    expect(of("instrumental-control-incentive", "Clicks")?.changedBy).toBeUndefined();
    expect(found.least).toBe(0.5);
    expect(found.robustness).toBeLessThan(1);
    expect([found.diagrams, found.complete]).toEqual([4, true]);
  });

  test("shares are those of asking each diagram anew (25 random diagrams)", () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = Random.seeded(seed);
      const diagram = randomNumericDiagram(random, { nodes: 5, decisions: 1 });
      const { structure } = diagram;
      const choices = random.shuffled(modellerChoices(structure)).slice(0, 4);
      const found = verdictRobustness(diagram, { choices });
      // Subsets by counting in binary, diagrams and questions one by one.
      const diagrams = Array.from({ length: 2 ** choices.length }, (_, bits) =>
        alternative(
          structure,
          choices.filter((_choice, i) => (bits >> i) % 2 === 1),
        ),
      ).filter((one) => one !== undefined);
      expect(found.diagrams).toBe(diagrams.length);
      for (const { verdict: drawn, share } of found.verdicts) {
        const same = diagrams.filter((one) => {
          const node = drawn.node === undefined ? undefined : one.standsFor[drawn.node];
          const question = {
            ...(drawn.agent === undefined ? {} : { agent: drawn.agent }),
            ...(drawn.decision === undefined ? {} : { decision: drawn.decision }),
            ...(node === undefined ? {} : { node }),
          };
          return judge(analyse(one.structure), drawn.criterion, question).kind === drawn.kind;
        });
        expect(share).toBeCloseTo(same.length / diagrams.length, 12);
      }
    }
  });

  test("stopped, it answers for what it has seen", () => {
    const found = verdictRobustness(RECOMMENDER, { signal: { aborted: true } });
    expect([found.diagrams, found.complete]).toEqual([0, false]);
  });
});

describe("blocks of the alternatives", () => {
  test("come together to what one walk says, however many there are", () => {
    const random = Random.seeded(11);
    for (let i = 0; i < 20; i++) {
      const diagram =
        i === 0 ? RECOMMENDER : randomNumericDiagram(random, { nodes: 5, decisions: 1 });
      const whole = verdictRobustness(diagram);
      for (const n of [1, 3, 7, 200]) {
        const blocks = Array.from({ length: n }, (_, k) =>
          verdictRobustness(diagram, { block: [k, n] }),
        );
        expect(joinRobustness(blocks)).toEqual(whole);
      }
    }
  });

  test("say how far they came when they were told to stop", () => {
    let looks = 0;
    const signal = {
      get aborted() {
        return ++looks > 4;
      },
    };
    const { diagrams, admissible, complete } = verdictRobustness(RECOMMENDER, { signal });
    expect([diagrams, complete]).toEqual([4, false]);
    expect(admissible).toBe(verdictRobustness(RECOMMENDER).diagrams);
  });

  test("say that some never came", () => {
    const blocks = [0, 1, 2].map((k) => verdictRobustness(RECOMMENDER, { block: [k, 3] }));
    const { diagrams, complete } = joinRobustness([blocks[0], undefined, blocks[2]]) ?? {};
    expect(diagrams).toBe((blocks[0]?.diagrams ?? 0) + (blocks[2]?.diagrams ?? 0));
    expect(complete).toBe(false);
    expect(joinRobustness([undefined])).toBeUndefined();
  });
});
