import { describe, expect, it } from "vitest";
import { contentRecommender, offSwitch, rewardModel } from "../../test/smallDiagrams.ts";
import { randomDiagram } from "../../test/randomDiagram.ts";
import * as fc from "fast-check";
import { allVerdicts } from "../incentives/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { loadModel } from "../language/index.ts";
import { analyse } from "../structure/index.ts";
import { agentCards, CARD_CRITERIA, summarise } from "./index.ts";

const cardsOf = (diagram: InfluenceDiagram) =>
  agentCards(diagram, allVerdicts(analyse(diagram.structure), { criteria: CARD_CRITERIA }));

const written = (diagram: InfluenceDiagram): string[] =>
  cardsOf(diagram).flatMap(({ name, lines }) =>
    lines.map(({ words, items }) => `${name} ${words} ${items.map((one) => one.name).join(", ")}`),
  );

describe("a card of an agent", () => {
  it("says control first, then information, response, and what is not wanted", () => {
    expect(written(contentRecommender)).toEqual([
      "the agent may want to change Influenced user opinions",
      "the agent may want to know Original user opinions, Model of user opinions",
      "the agent may react to Original user opinions, Model of user opinions",
      "the agent has no control incentive on Original user opinions, Model of user opinions",
    ]);
  });

  it("makes one item of the steps of a declaration", () => {
    expect(written(rewardModel(4))[0]).toContain("Theta[2..4]");
  });

  it("calls steps by the display text they share", () => {
    const { diagram } = loadModel(`
      chance S[1] "state"
      for t in 1..3 { decision A[t] "action" sees S[t]
        chance S[t+1] "state" from S[t], A[t]
        utility R[t] from S[t+1] }
    `);
    if (diagram === undefined) throw new Error("no diagram");
    expect(written(diagram)[0]).toBe("the agent may want to change state [2..4]");
    expect(written(diagram).at(-1)).toBe("the agent has no control incentive on state [1]");
  });

  it("is made for every agent that decides", () => {
    expect(cardsOf(offSwitch).map(({ name }) => name)).toEqual(["robot", "human"]);
  });

  it("lists for control, information and response the nodes of the summary, without utilities", () => {
    fc.assert(
      fc.property(randomDiagram, (diagram) => {
        const summaries = summarise(diagram);
        const cards = cardsOf(diagram);
        for (const summary of summaries) {
          const card = cards.find(({ agent }) => agent === summary.agent);
          for (const [concern, motives] of [
            ["control", summary.influence],
            ["information", summary.know],
            ["response", summary.respond],
          ] as const) {
            for (const [state, nodes] of [
              ["present", motives.nodes],
              ["unknown", motives.unsure],
            ] as const) {
              const line = card?.lines.find(
                (one) => one.concern === concern && one.state === state,
              );
              const listed = (line?.items ?? []).flatMap((item) => item.nodes);
              const expected = nodes.filter((v) => diagram.node(v).kind !== "utility");
              expect(listed.toSorted((a, b) => a - b)).toEqual(expected);
            }
          }
        }
      }),
      { numRuns: 60, seed: 20 },
    );
  });
});
