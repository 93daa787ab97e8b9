/** Courses of events, against walking through every assignment. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { allAssignments, ruleWeight } from "../../testing/bruteForce.ts";
import { randomNumericDiagram } from "../../testing/randomNumericDiagram.ts";
import { type Course, compileDiagram, coursesOfEvents, uniformPolicy } from "../index.ts";

const positionsOf = (course: Course): Map<number, number> =>
  new Map(
    course.flatMap((step) => (step.kind === "value" ? [[step.node, step.position] as const] : [])),
  );

describe("a course of events", () => {
  it("is as likely as its assignment given what is observed, and pays what that pays", () => {
    const random = Random.seeded(31337);
    let compared = 0;
    for (let model = 0; model < 60; model++) {
      const diagram = randomNumericDiagram(random, { nodes: 6, decisions: 2, values: 3 });
      const policy = uniformPolicy(diagram);
      const seen = diagram.nodes.findLast(({ kind }) => kind === "chance");
      const all = allAssignments(diagram).map((one) => ({
        ...one,
        p: one.weight * ruleWeight(diagram, policy, one.positions),
      }));
      for (const observed of [undefined, seen?.id]) {
        const fits = all.filter(
          ({ positions }) => observed === undefined || positions[observed] === 0,
        );
        const total = fits.reduce((sum, { p }) => sum + p, 0);
        const given = observed === undefined ? {} : new Map([[observed, [0]]]);
        const found = coursesOfEvents(compileDiagram(diagram), { policy, given }, [1, 2, 3]);
        if (total === 0) {
          expect(found.kind).toBe("impossible");
          continue;
        }
        if (found.kind !== "courses") throw new Error("it can come about");
        for (const course of found.courses) {
          const positions = positionsOf(course);
          const own = fits.find((one) =>
            [...positions].every(([node, at]) => one.positions[node] === at),
          );
          const chances = course.map((step) => (step.kind === "value" ? step.probability : 1));
          const product = chances.reduce((sum, chance) => sum * chance, 1);
          expect(product).toBeCloseTo((own?.p ?? Number.NaN) / total, 10);
          const paid = course.reduce(
            (sum, step) => sum + (step.kind === "amount" ? step.amount : 0),
            0,
          );
          const wanted = own?.utilities.reduce((sum, amount) => sum + amount, 0);
          expect(paid).toBeCloseTo(wanted ?? Number.NaN, 10);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it("comes up as often as it is likely, and causes come before effects", () => {
    const diagram = randomNumericDiagram(Random.seeded(7), { nodes: 5, decisions: 1, values: 2 });
    const policy = uniformPolicy(diagram);
    const seeds = Array.from({ length: 4000 }, (_, seed) => seed);
    const found = coursesOfEvents(diagram, { policy }, seeds);
    if (found.kind !== "courses") throw new Error("it can come about");
    const counts = new Map<string, number>();
    for (const course of found.courses) {
      const key = [...positionsOf(course)].sort(([a], [b]) => a - b).join(" ");
      counts.set(key, (counts.get(key) ?? 0) + 1);
      for (const [at, { node }] of course.entries())
        for (const parent of diagram.node(node).parents)
          expect(course.findIndex((step) => step.node === parent)).toBeLessThan(at);
    }
    let deviation = 0;
    let kinds = 0;
    for (const { weight, positions } of allAssignments(diagram)) {
      const p = weight * ruleWeight(diagram, policy, positions);
      if (p === 0) continue;
      const key = diagram.nodes
        .filter(({ kind }) => kind !== "utility")
        .map(({ id }) => `${id},${positions[id]}`)
        .join(" ");
      deviation += ((counts.get(key) ?? 0) - p * seeds.length) ** 2 / (p * seeds.length);
      kinds++;
    }
    // Chi-squared: its mean is the number of kinds less one, its variance twice that; fixed seeds.
    expect(kinds).toBeGreaterThan(3);
    expect(deviation).toBeLessThan(kinds - 1 + 4 * Math.sqrt(2 * (kinds - 1)));
  });
});
