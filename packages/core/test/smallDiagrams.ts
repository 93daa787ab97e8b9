/**
 * Diagrams for tests, written as arrows: `S -> A, A -> U` with the decisions and utilities named.
 * `A@human` gives an owner, `U@robot+human` several; `X[2]` is an instance of X at 2.
 */
import type { Agent, DiagramNode, NodeKind } from "../src/model/index.ts";
import { InfluenceDiagram } from "../src/model/index.ts";

export interface SmallDiagram {
  readonly title?: string;
  /** `"A -> B, B -> C"`; a lone name declares a node. The order is the order of the nodes. */
  readonly arrows: string;
  /** Names, with owners behind `@`; the rest is chance. */
  readonly decisions?: string;
  readonly utilities?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export function smallDiagram(small: SmallDiagram): InfluenceDiagram {
  const names: string[] = [];
  const parents = new Map<string, string[]>();
  const seen = (name: string): string => {
    if (!parents.has(name)) {
      names.push(name);
      parents.set(name, []);
    }
    return name;
  };
  for (const arrow of splitOutsideBrackets(small.arrows)) {
    const [from, to] = arrow.split("->").map((name) => name.trim()) as [string, string?];
    seen(from);
    if (to !== undefined) parents.get(seen(to))?.push(from);
  }
  const agents: Agent[] = [];
  const owned = new Map<string, { kind: NodeKind; owners: number[] }>();
  for (const [kind, list] of [
    ["decision", small.decisions ?? ""],
    ["utility", small.utilities ?? ""],
  ] as const) {
    for (const entry of splitOutsideBrackets(list)) {
      const [name, owners = "agent"] = entry.split("@") as [string, string?];
      seen(name);
      const ids = owners.split("+").map((owner) => {
        const at = agents.findIndex((agent) => agent.name === owner);
        return at === -1 ? agents.push({ name: owner }) - 1 : at;
      });
      owned.set(name, { kind, owners: ids });
    }
  }
  const idOf = new Map(names.map((name, id) => [name, id]));
  const nodes = names.map((name, id): DiagramNode => {
    const { kind, owners } = owned.get(name) ?? { kind: "chance" as const, owners: [] };
    const indexed = /^(.*)\[(.*)\]$/u.exec(name);
    const label = small.labels?.[name];
    return {
      id,
      name,
      kind,
      owners,
      parents: (parents.get(name) ?? []).map((parent) => idOf.get(parent) as number),
      mechanism: { kind: kind === "decision" ? "decision" : "unspecified" },
      ...(label === undefined ? {} : { label }),
      ...(indexed === null
        ? {}
        : {
            instance: {
              template: indexed[1] as string,
              indices: (indexed[2] as string).split(",").map(Number),
            },
          }),
    };
  });
  const header = { citations: [], notes: [], topics: [] };
  return InfluenceDiagram.of({
    header: small.title === undefined ? header : { ...header, title: small.title },
    agents,
    nodes,
  });
}

function splitOutsideBrackets(list: string): string[] {
  return list
    .split(/,(?![^[]*\])/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Everitt et al. 2021, Fig. 3a: grade prediction. */
export const gradePrediction = smallDiagram({
  title: "Grade prediction",
  arrows: "R -> HS, HS -> E, HS -> P, E -> Gr, Gr -> U, P -> U, Ge -> P",
  decisions: "P",
  utilities: "U",
  labels: {},
});

/** The same with words in its nodes. */
export const gradePredictionInWords = smallDiagram({
  title: "Grade prediction",
  arrows: "R -> HS, HS -> E, HS -> P, E -> Gr, Gr -> U, P -> U, Ge -> P",
  decisions: "P",
  utilities: "U",
  labels: {
    R: "Race",
    HS: "High school",
    E: "Education",
    Gr: "Grade",
    P: "Predicted grade",
    U: "Accuracy",
    Ge: "Gender",
  },
});

/** Everitt et al. 2021, Fig. 4a: content recommendation. */
export const contentRecommender = smallDiagram({
  title: "Content recommender",
  arrows: "O -> I, O -> M, M -> P, P -> I, P -> C, I -> C",
  decisions: "P",
  utilities: "C",
  labels: {
    O: "Original user opinions",
    M: "Model of user opinions",
    P: "Posts to show",
    I: "Influenced user opinions",
    C: "Clicks",
  },
});

/** The off-switch game, with two agents. */
export const offSwitch = smallDiagram({
  title: "Off-switch game",
  arrows:
    "U -> H, R -> H, H -> H', R -> run, H' -> run, run -> V_robot, U -> V_robot, run -> V_human, U -> V_human",
  decisions: "R@robot, H@human",
  utilities: "V_robot@robot, V_human@human",
});

/** Assistance: one utility shared by two agents. */
export const assistance = smallDiagram({
  title: "Assistance game",
  arrows: "Theta -> A_H, Theta -> U, A_H -> A_R, A_H -> U, A_R -> U",
  decisions: "A_H@human, A_R@robot",
  utilities: "U@human+robot",
});

/** Reward modelling over `steps` time steps, after Everitt et al. 2021 (reward tampering). */
export function rewardModel(steps: number): InfluenceDiagram {
  const arrows: string[] = [];
  for (let t = 1; t <= steps; t++) {
    arrows.push(`Theta[${t}] -> R[${t}]`, `S[${t}] -> R[${t}]`);
    if (t < steps) {
      arrows.push(`S[${t}] -> A[${t}]`, `Theta[${t}] -> A[${t}]`);
      arrows.push(`A[${t}] -> S[${t + 1}]`, `S[${t}] -> S[${t + 1}]`);
      arrows.push(`A[${t}] -> Theta[${t + 1}]`, `Theta[${t}] -> Theta[${t + 1}]`);
    }
  }
  const each = (name: string, last: number): string =>
    Array.from({ length: last }, (_, i) => `${name}[${i + 1}]`).join(", ");
  return smallDiagram({
    title: "Modifiable reward function",
    arrows: arrows.join(", "),
    decisions: each("A", steps - 1),
    utilities: each("R", steps),
  });
}
