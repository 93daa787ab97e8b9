/**
 * The contract between worlds and diagrams, over all labs. That each lab keeps to it is asked in
 * labPromises.ts; here, that it would be noticed if one did not: an arrow that is taken away from any
 * diagram is missed, but for those that nothing in the world shows or that were left out with a
 * reason. And over settings drawn from the whole box of every lab, no meter reads what the graph
 * excludes. `npm run labs` takes every arrow away in fact, and draws 10,000 settings.
 */
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { InfluenceDiagram } from "@cidery/core";
import type { Lab } from "@cidery/core/lab";
import { arrowText, checkWorldContract } from "@cidery/core/lab";
import { LABS } from "../src/index.ts";
import { askSettings } from "./askedSettings.ts";
import { readDiagram } from "./readDiagram.ts";

/** Settings in all; with any at all every arrow is taken away, too. */
const SETTINGS = Number(process.env["CIDERY_LAB_SETTINGS"] ?? 0);
/** Where taking every arrow away takes no time. */
const QUICK: readonly string[] = ["tomatoes", "off-switch", "tool-ai", "discovering-agents"];

const root = resolve(import.meta.dirname, "..");
const diagramOf = (lab: Lab) => (file: string) => readDiagram(join(root, lab.id, file));

interface Noticed {
  readonly arrows: number;
  readonly unnoticed: readonly string[];
}

/** Takes every arrow of every diagram away, and asks the worlds tied to it. */
function takenAway(lab: Lab): Noticed {
  const ties = lab.ties?.() ?? [];
  const unnoticed: string[] = [];
  let arrows = 0;
  for (const { file } of lab.diagrams) {
    const diagram = diagramOf(lab)(file);
    const own = ties.filter((tie) => tie.diagram === file);
    for (const { id, name, parents } of diagram.nodes)
      for (const from of parents) {
        arrows++;
        const cut = without(diagram, from, id);
        const options = { reference: diagram };
        const noticed = own.some((tie) => checkWorldContract(cut, tie, options).faults.length > 0);
        if (!noticed) unnoticed.push(`${file}: ${arrowText([diagram.node(from).name, name])}`);
      }
  }
  return { arrows, unnoticed };
}

function without(diagram: InfluenceDiagram, from: number, to: number): InfluenceDiagram {
  const nodes = diagram.nodes.map((node) =>
    node.id === to ? { ...node, parents: node.parents.filter((p) => p !== from) } : node,
  );
  return diagram.with({ nodes, claims: [] });
}

/** The same from what the contract lists: surplus arrows are those that would not be missed. */
function listed(lab: Lab): Noticed {
  const missed = new Map<string, boolean>();
  for (const tie of lab.ties?.() ?? []) {
    const diagram = diagramOf(lab)(tie.diagram);
    const { surplus, abstracted } = checkWorldContract(diagram, tie);
    const free = new Set(surplus.map(arrowText));
    const left = new Set(abstracted.map(({ variable }) => variable));
    for (const { name, parents } of diagram.nodes)
      for (const p of parents) {
        const arrow = arrowText([diagram.node(p).name, name]);
        const key = `${tie.diagram}: ${arrow}`;
        missed.set(key, missed.get(key) === true || !(free.has(arrow) || left.has(name)));
      }
  }
  const unnoticed = [...missed].filter(([, noticed]) => !noticed).map(([key]) => key);
  return { arrows: missed.size, unnoticed };
}

describe("an arrow that is taken away is missed", () => {
  const found: Noticed[] = [];

  test.each(LABS.map((lab) => [lab.id, lab] as const))("in %s", (id, lab) => {
    const full = SETTINGS > 0 || QUICK.includes(id);
    const noticed = full ? takenAway(lab) : listed(lab);
    found.push(noticed);
    // What is listed as surplus would not be missed. A sampled world may also fail to tell of others.
    if (QUICK.includes(id))
      expect(noticed.unnoticed).toEqual(expect.arrayContaining([...listed(lab).unnoticed]));
  });

  test("in at least 95 % of cases, over all labs", () => {
    const arrows = found.reduce((sum, one) => sum + one.arrows, 0);
    const unnoticed = found.flatMap((one) => one.unnoticed);
    expect(found).toHaveLength(LABS.length);
    expect(arrows).toBeGreaterThan(500);
    expect(1 - unnoticed.length / arrows, unnoticed.join("\n")).toBeGreaterThanOrEqual(0.95);
  });
});

test("a meter that reads what the graph excludes is noticed at drawn settings, and only there is run", () => {
  const lab = LABS.find(({ id }) => id === "tool-ai");
  if (lab === undefined) throw new Error("there is no tool-ai");
  const asked: (readonly string[])[] = [];
  const wrong: Lab = {
    ...lab,
    run(settings, context) {
      asked.push(context.agents ?? []);
      return lab.run(settings, context).map(({ agent, values }) => ({
        agent,
        values: Object.fromEntries(Object.keys(values).map((name) => [name, 1])),
      }));
    },
  };
  const found = askSettings(wrong, diagramOf(lab), 3);
  expect(found.excluded).toBe(3);
  expect(found.wrong).toHaveLength(3);
  expect(asked).toEqual([["tool"], ["tool"], ["tool"]]);
  const admitted = { ...wrong, agents: lab.agents.filter(({ id }) => id !== "tool") };
  expect(askSettings(admitted, diagramOf(lab), 3)).toEqual({ settings: 3, excluded: 0, wrong: [] });
  expect(asked).toHaveLength(3);
});

describe.runIf(SETTINGS > 0)("at no setting a meter reads what the graph excludes", () => {
  const each = Math.ceil(SETTINGS / LABS.length);

  test.each(LABS.map((lab) => [lab.id, lab] as const))(
    `in %s, ${each} settings`,
    (_id, lab) => {
      expect(askSettings(lab, diagramOf(lab), each).wrong).toEqual([]);
    },
    3_600_000,
  );
});
