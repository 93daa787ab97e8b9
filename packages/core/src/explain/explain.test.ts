import type { Link } from "../graph/index.ts";
import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import {
  contentRecommender,
  gradePrediction,
  gradePredictionInWords,
  offSwitch,
  rewardModel,
  smallDiagram,
} from "../../test/smallDiagrams.ts";
import { randomDiagram } from "../../test/randomDiagram.ts";
import type { Highlights } from "../draw/index.ts";
import type { Verdict, Words } from "../incentives/index.ts";
import { loadModel } from "../language/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { ancestors, findCycle } from "../graph/index.ts";
import { allVerdicts, CRITERIA, judge } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import {
  assumptionLedger,
  CAVEAT_WORDS,
  diffDesigns,
  explainVerdict,
  groupedNames,
  minimumCut,
  overlay,
  repairs,
  summarise,
  verdictTables,
} from "./index.ts";

const ask = (
  diagram: InfluenceDiagram,
  criterion: string,
  decision: string,
  node: string,
): Verdict =>
  judge(analyse(diagram.structure), criterion, {
    decision: diagram.idOf(decision)!,
    node: diagram.idOf(node)!,
  });

const withLinks = (
  diagram: InfluenceDiagram,
  change: { add?: readonly Link[]; remove?: readonly Link[] },
) => diagram.structure.withGraph(diagram.graph.withEdges(change));

describe("an explanation", () => {
  it("names the path, the theorem and the source", () => {
    const explanation = explainVerdict(
      contentRecommender,
      ask(contentRecommender, "instrumental-control-incentive", "P", "I"),
    );
    expect(explanation.sentence).toBe(
      "The graph admits an instrumental control incentive of the agent on Influenced user opinions (I): by Posts to show (P) it can influence I, which in turn can influence its utility (P → I → C).",
    );
    expect(explanation.paths).toEqual(["P → I → C"]);
    expect(explanation.citation).toContain("Theorem 18");
  });

  it("calls every step by the display text of the first, as the picture does", () => {
    const { diagram } = loadModel(`agent a
chance S[1] "state"
for t in 1..2 { decision A[t] sees S[t]
chance S[t+1] from S[t], A[t] }
utility U from S[3]`);
    const { sentence } = explainVerdict(
      diagram!,
      ask(diagram!, "instrumental-control-incentive", "A[2]", "S[3]"),
    );
    expect(sentence).toContain("state (S[3])");
  });

  it("calls a node whose name is a word by its display text after that, and a symbol by its name", () => {
    const { diagram } = loadModel(`
      chance opinion "user opinion"
      decision P "posts to show"
      chance influenced "influenced opinion" from opinion, P
      utility C "clicks" from influenced
    `);
    const about = (node: string): string => {
      if (diagram === undefined) throw new Error("no diagram");
      const verdict = judge(analyse(diagram.structure), "instrumental-control-incentive", {
        decision: diagram.idOf("P") as number,
        node: diagram.idOf(node) as number,
      });
      return explainVerdict(diagram, verdict).sentence;
    };
    expect(about("influenced")).toContain(
      "on influenced opinion (influenced): by posts to show (P) it can influence influenced opinion, which in turn",
    );
    expect(about("opinion")).toContain("posts to show (P) cannot influence user opinion.");
  });

  it("writes collider arrows as they point", () => {
    const explanation = explainVerdict(
      contentRecommender,
      ask(contentRecommender, "requisite", "P", "M"),
    );
    expect(explanation.paths).toEqual(["M ← O → I → C"]);
  });

  it("says what blocks, and on which reading of the graph", () => {
    const explanation = explainVerdict(
      gradePrediction,
      ask(gradePrediction, "response-incentive", "P", "Ge"),
    );
    expect(explanation.obstacles).toEqual([
      "no directed path leads from Ge to P in the diagram without Ge → P, which can be ignored without loss",
    ]);
  });

  it("hands the drawing what to light up, in the drawing's own form", () => {
    const explanation = explainVerdict(
      contentRecommender,
      ask(contentRecommender, "instrumental-control-incentive", "P", "I"),
    );
    const highlights: Highlights = explanation.highlights;
    expect(highlights.paths?.[0]?.nodes.map((v) => contentRecommender.node(v).name)).toEqual([
      "P",
      "I",
      "C",
    ]);
    expect(highlights.badges?.[0]).toMatchObject({ text: "ICI", tone: "control" });
  });

  it("says every outcome in its own way, by the names of what it is about", () => {
    const words: Words = {
      agent: "Ann",
      target: "Bob",
      decision: "DD",
      node: "XX",
      path: "DD → XX",
      along: "",
      given: "given YY",
      culprits: "D1 and D2",
      about: "",
      pattern: "",
    };
    for (const { id, outcomes } of CRITERIA) {
      const said = outcomes.map((outcome) => outcome.words(words));
      expect([id, new Set(said).size]).toEqual([id, outcomes.length]);
      expect(new Set(outcomes.map(({ reason }) => reason)).size).toBe(outcomes.length);
      for (const text of said) expect(text).toMatch(/DD|XX|Ann/u);
    }
  });

  it("leaves no placeholder on random diagrams, and keeps incentive, impact and intent apart", () => {
    const foreign: Record<string, RegExp> = {
      impact: /incentive|inten/iu,
      intent: /incentive|impact/iu,
      "instrumental-control-incentive": /impact|intend|intent/iu,
      "response-incentive": /impact|intend|intent/iu,
    };
    fc.assert(
      fc.property(randomDiagram, (diagram) => {
        for (const answer of allVerdicts(analyse(diagram.structure), { witnesses: true })) {
          const { sentence, paths, obstacles, caveats } = explainVerdict(diagram, answer);
          for (const text of [sentence, ...paths, ...obstacles, ...caveats]) {
            expect(text).not.toMatch(/undefined|null|\$\{|\[object|\bNaN\b| {2}|\(\)/u);
            expect(text.trim()).not.toBe("");
          }
          expect(sentence).toMatch(/\.$/u);
          expect(sentence).not.toContain(answer.reason.includes("-") ? answer.reason : "\0");
          expect(sentence).not.toMatch(foreign[answer.criterion] ?? /\0/u);
          expect(caveats).toEqual(answer.caveats.map((caveat) => CAVEAT_WORDS[caveat]));
        }
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});

describe("repairs", () => {
  it("of a control incentive are cuts of D ⇢ X ⇢ U, with what else changes", () => {
    const found = repairs(
      contentRecommender,
      ask(contentRecommender, "instrumental-control-incentive", "P", "I"),
    );
    expect(found.complete).toBe(true);
    expect(found.repairs.map(({ sentence }) => sentence)).toEqual(["Cut P → I.", "Cut I → C."]);
    const [cut] = found.repairs;
    expect(cut?.sideEffects.vanished).toContainEqual(
      expect.objectContaining({ criterion: "impact", decision: "P", node: "I" }),
    );
  });

  it("of a value of information may add an observation", () => {
    const found = repairs(gradePrediction, ask(gradePrediction, "value-of-information", "P", "E"));
    expect(found.repairs.map(({ sentence }) => sentence)).toContain("Let P observe Gr.");
  });

  it("larger than searched fall back on a minimum cut", () => {
    const middle = ["B", "C", "E", "F", "G"];
    const diagram = smallDiagram({
      arrows: middle
        .flatMap((m) => [`D -> ${m}`, `${m} -> X`])
        .concat("X -> Y, Y -> U, X -> Z, Z -> U, X -> W, W -> U, X -> V, V -> U")
        .join(", "),
      decisions: "D",
      utilities: "U",
    });
    const found = repairs(diagram, ask(diagram, "instrumental-control-incentive", "D", "X"));
    expect(found.repairs.map(({ cut }) => cut.length)).toEqual([4]);
    expect(found.note).toBe("No cut of up to 3 arrows removes it; a smallest one has 4.");
  });

  it("with several decisions also cut arrows beside the path, where an observation is needless then", () => {
    const diagram = smallDiagram({
      arrows: "D -> X, X -> Y, Y -> E, D -> E, X -> V, E -> V",
      decisions: "D, E",
      utilities: "V",
    });
    const found = repairs(diagram, ask(diagram, "instrumental-control-incentive", "D", "Y"), {
      largest: 1,
    });
    const sentences = found.repairs.map(({ sentence }) => sentence);
    // Without X → V, E has nothing to learn from Y.
    expect(sentences).toContain("Cut X → V.");
    expect(found.note).toBe("All minimal cuts of up to 1 arrow are listed.");
  });

  it("say so when only the cuts of a path were tried", () => {
    const beside = Array.from({ length: 30 }, (_, i) => `Z${i} -> W, W -> Z${i + 40}`);
    const diagram = smallDiagram({
      arrows: `D -> X, X -> U, E -> U, ${beside.join(", ")}, ${beside.map((_, i) => `Z${i + 40} -> U`).join(", ")}`,
      decisions: "D, E",
      utilities: "U",
    });
    const found = repairs(diagram, ask(diagram, "instrumental-control-incentive", "D", "X"));
    expect(found.repairs.map(({ sentence }) => sentence)).toEqual(["Cut D → X.", "Cut X → U."]);
    expect(found.complete).toBe(false);
    expect(found.note).toBe(
      "All minimal cuts of up to 1 arrow are listed; larger ones were tried only along the paths that prove it.",
    );
  });

  it("announce when the search was cut short", () => {
    const found = repairs(
      rewardModel(4),
      ask(rewardModel(4), "value-of-information", "A[1]", "S[1]"),
      { budget: 20 },
    );
    expect(found.complete).toBe(false);
    expect(found.note).toContain("stopped after 20 verdicts");
  });

  it("agree with trying all sets of arrows, on random diagrams", () => {
    const criteria = [
      "instrumental-control-incentive",
      "impact",
      "value-of-information",
      "response-incentive",
      "value-of-control",
      "direct-value-of-control",
      "s-reachable",
    ];
    fc.assert(
      fc.property(randomDiagram, fc.nat(), (diagram, pick) => {
        const present = allVerdicts(analyse(diagram.structure), { criteria }).filter(
          (answer) => answer.kind === "present",
        );
        const chosen = present[pick % present.length];
        if (chosen === undefined || diagram.graph.edgeCount > 14) return;
        const question = {
          ...(chosen.decision === undefined ? {} : { decision: chosen.decision }),
          ...(chosen.node === undefined ? {} : { node: chosen.node }),
          ...(chosen.agent === undefined ? {} : { agent: chosen.agent }),
        };
        const works = (cut: readonly Link[]): boolean =>
          judge(analyse(withLinks(diagram, { remove: cut })), chosen.criterion, question).kind ===
          "absent";
        const edges = diagram.graph.edges();
        const single = edges.filter((link) => works([link])).map((link) => [link]);
        const pairs = edges.flatMap((a, i) =>
          edges
            .slice(i + 1)
            .filter((b) => !works([a]) && !works([b]) && works([a, b]))
            .map((b) => [a, b]),
        );
        const key = (cut: readonly Link[]): string => cut.map(String).sort().join(" ");
        const found = repairs(diagram, chosen, { limit: 1000, budget: 100_000, largest: 2 });
        expect(found.complete).toBe(true);
        const cuts = found.repairs.filter(({ add, cut }) => add.length === 0 && cut.length <= 2);
        expect(new Set(cuts.map(({ cut }) => key(cut)))).toEqual(
          new Set([...single, ...pairs].map(key)),
        );
        for (const repair of found.repairs) expect(repair.result.kind).toBe("absent");
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});

describe("a minimum cut", () => {
  it("separates, and no smaller set does", () => {
    fc.assert(
      fc.property(randomDiagram, (diagram) => {
        const { graph } = diagram;
        const target = graph.size - 1;
        const cut = minimumCut(graph, [0], [target]);
        if (target === 0) {
          expect(cut).toBeUndefined();
          return;
        }
        const separated = (remove: readonly Link[]): boolean =>
          ancestors(graph.withEdges({ remove }), [target])[0] === 0;
        expect(separated(cut!)).toBe(true);
        const smaller = (size: number, from: number, chosen: Link[]): boolean =>
          size === 0
            ? separated(chosen)
            : graph
                .edges()
                .some((link, i) => i >= from && smaller(size - 1, i + 1, [...chosen, link]));
        if (cut!.length > 0 && cut!.length <= 3) {
          expect(smaller(cut!.length - 1, 0, [])).toBe(false);
        }
      }),
      { seed: 5, numRuns: 150 },
    );
  });
});

describe("the assumption ledger", () => {
  it("lists the missing arrows a safety claim rests on", () => {
    // Content recommender with predicted clicks: the incentive on opinions is gone.
    const diagram = smallDiagram({
      arrows: "O -> M, O -> I, M -> P, P -> I, P -> C, M -> C",
      decisions: "P",
      utilities: "C",
    });
    const absent = ask(diagram, "instrumental-control-incentive", "P", "I");
    expect(absent.kind).toBe("absent");
    const ledger = assumptionLedger(diagram, absent);
    expect(ledger.sentences).toEqual(["No arrow I → C."]);
    expect(ledger.complete).toBe(true);
  });

  it("finds the assumptions of current reward function optimisation (docs/theory.md T12)", () => {
    const diagram = smallDiagram({
      arrows:
        "S1 -> A1, F1 -> A1, A1 -> S2, S1 -> S2, A1 -> F2, F1 -> F2, S2 -> R2, F1 -> R2, " +
        "S2 -> A2, F1 -> A2, A2 -> S3, S2 -> S3, S3 -> R3, F1 -> R3",
      decisions: "A1, A2",
      utilities: "R2, R3",
    });
    const absent = ask(diagram, "instrumental-control-incentive", "A1", "F2");
    const held = judge(analyse(diagram.structure), "instrumental-control-incentive", {
      decision: diagram.idOf("A1") as number,
      node: diagram.idOf("F2") as number,
      holding: [diagram.idOf("A2") as number],
    });
    // The next decision does not ask the new reward function; if it did, it could stop doing so.
    const ifHeld = assumptionLedger(diagram, held).sentences;
    expect(ifHeld).toContain("No arrow F2 → A2.");
    expect([...assumptionLedger(diagram, absent).sentences].sort()).toEqual([
      "No arrow F2 → R2.", // rewards are evaluated by the current one
      "No arrow F2 → R3.",
      "No arrow F2 → S2.", // the reward function is private
      "No arrow F2 → S3.",
    ]);
  });

  it("is exactly the set of arrows that, added alone, change the answer", () => {
    fc.assert(
      fc.property(randomDiagram, fc.nat(), (diagram, pick) => {
        const absent = allVerdicts(analyse(diagram.structure), {
          criteria: [
            "instrumental-control-incentive",
            "value-of-information",
            "response-incentive",
          ],
        }).filter((answer) => answer.kind === "absent");
        const chosen = absent[pick % absent.length];
        if (chosen === undefined) return;
        const { structure, graph } = diagram;
        const expected: string[] = [];
        for (let from = 0; from < graph.size; from++) {
          const isMeasure = structure.kind(from) === "utility" && graph.children(from).length === 0;
          for (let to = 0; to < graph.size; to++) {
            if (from === to || isMeasure || graph.hasEdge(from, to)) continue;
            const edited = withLinks(diagram, { add: [[from, to]] });
            if (findCycle(edited.graph) !== undefined) continue;
            const answer = judge(analyse(edited), chosen.criterion, {
              decision: chosen.decision!,
              node: chosen.node!,
            });
            if (answer.kind === "present" || answer.kind === "unknown") {
              expected.push(`${from} ${to} ${answer.kind}`);
            }
          }
        }
        const ledger = assumptionLedger(diagram, chosen);
        expect(
          ledger.assumptions.map(({ link, becomes }) => `${link[0]} ${link[1]} ${becomes}`),
        ).toEqual(expected);
      }),
      { seed: 6, numRuns: 60 },
    );
  });

  it("says so when not all arrows were tried", () => {
    const diagram = rewardModel(3);
    const absent = ask(diagram, "instrumental-control-incentive", "A[2]", "S[2]");
    expect(assumptionLedger(diagram, absent, { budget: 3 }).complete).toBe(false);
  });
});

describe("the difference of two designs", () => {
  it("names what was added and removed, and which verdicts came and went", () => {
    const predicted = smallDiagram({
      arrows: "O -> I, O -> M, M -> P, P -> I, P -> C, M -> C",
      decisions: "P",
      utilities: "C",
    });
    const { sentences, verdicts } = diffDesigns(contentRecommender, predicted, {
      criteria: ["instrumental-control-incentive", "impact"],
    });
    expect(sentences).toEqual([
      "Added Model of user opinions (M) → Clicks (C).",
      "Removed Influenced user opinions (I) → Clicks (C).",
      "Instrumental control incentive of Influenced user opinions (I) at Posts to show (P) vanished.",
    ]);
    expect(verdicts.appeared).toEqual([]);
  });

  it("matches nodes by name, not by number", () => {
    const a = smallDiagram({ arrows: "S -> D, D -> U", decisions: "D", utilities: "U" });
    const b = smallDiagram({ arrows: "D -> U, S -> D", decisions: "D", utilities: "U" });
    expect(diffDesigns(a, b).sentences).toEqual(["The two designs have the same structure."]);
  });

  it("calls nodes and agents by their display texts, in whichever of the two they have one", () => {
    const read = (text: string): InfluenceDiagram => loadModel(text).diagram!;
    const before = read(`agent a "the reader"
      agent b
      chance opinion "what they think"
      for t in 1..3 { chance S[t] "state" }
      decision posts by a sees opinion
      decision D by b
      chance influenced from opinion, posts
      utility clicks for a from influenced
      utility U for b from S[1], S[2], S[3], D`);
    const after = read(`agent a
      agent b
      chance opinion
      decision posts "posts to show" by a sees opinion
      decision D by b
      chance influenced from posts
      chance worn "how worn" from D
      utility clicks for a from influenced
      utility U for b from D`);
    expect(diffDesigns(before, after, { criteria: ["value-of-information"] }).sentences).toEqual([
      "Added how worn (worn).",
      "Removed state (S[1..3]).",
      "Removed what they think (opinion) → influenced.",
      "Value of information of what they think (opinion) at posts to show (posts) for the reader vanished.",
      "Value of information of state (S[1..3]) at D for b vanished.",
    ]);
  });

  it("folds instances of one variable into one sentence", () => {
    const { sentences } = diffDesigns(rewardModel(3), rewardModel(5), {
      criteria: ["instrumental-control-incentive"],
    });
    expect(sentences).toEqual([
      "Added A[3..4], S[4..5], Theta[4..5] and R[4..5].",
      "Instrumental control incentive of A[3..4] at A[1..3] appeared.",
      "Instrumental control incentive of S[4..5] at A[1..3] appeared.",
      "Instrumental control incentive of Theta[4..5] at A[1..3] appeared.",
      "Instrumental control incentive of R[4..5] at A[1..3] appeared.",
      "Instrumental control incentive of A[4] at A[4] appeared.",
      "Instrumental control incentive of S[5] at A[4] appeared.",
      "Instrumental control incentive of Theta[5] at A[4] appeared.",
      "Instrumental control incentive of R[5] at A[4] appeared.",
    ]);
  });
});

describe("a summary", () => {
  it("says what the agent may want to know, influence and respond to", () => {
    expect(summarise(contentRecommender).map(({ sentence }) => sentence)).toEqual([
      "The graph can motivate the agent to know O and M, to influence I, and to respond to O and M: each in some parametrisation, not always the same one.",
    ]);
  });

  it("folds time steps", () => {
    const [summary] = summarise(rewardModel(4));
    expect(summary?.influence.names).toEqual(["S[2..4]", "Theta[2..4]"]);
  });

  it("is given per agent", () => {
    expect(summarise(offSwitch).map(({ name }) => name)).toEqual(["robot", "human"]);
  });
});

describe("the overlay", () => {
  it("badges what some agent may want, once per node and criterion", () => {
    const { badges } = overlay(offSwitch, allVerdicts(analyse(offSwitch.structure)));
    const texts = (name: string): string[] =>
      badges.filter(({ node }) => node === offSwitch.idOf(name)).map(({ text }) => text);
    expect(texts("U")).toEqual(["VoI", "RI", "VoC"]);
    expect(texts("H'")).toEqual(["VoC", "ICI"]);
  });
});

describe("tables", () => {
  it("have one row per node and one column per criterion, for each decision", () => {
    const tables = verdictTables(
      gradePredictionInWords,
      allVerdicts(analyse(gradePredictionInWords.structure)),
    );
    expect(tables.map(({ title }) => title)).toEqual(["the agent at P", "the agent"]);
    const [table] = tables;
    expect(table?.rows.map(({ name }) => name)).toEqual(["R", "HS", "E", "P", "Gr", "U", "Ge"]);
    const column = table!.columns.findIndex(({ short }) => short === "RI");
    const responded = table!.rows.filter(({ cells }) => cells[column]?.kind === "present");
    expect(responded.map(({ name }) => name)).toEqual(["R", "HS"]);
  });
});

describe("grouped names", () => {
  it("fold runs over the last index only", () => {
    const diagram = smallDiagram({ arrows: "X[1,1], X[1,2], X[2,4], S, Y[1], Y[3], Y[2]" });
    expect(
      groupedNames(
        diagram,
        diagram.nodes.map(({ id }) => id),
      ),
    ).toEqual(["X[1,1..2]", "X[2,4]", "S", "Y[1..3]"]);
  });
});
