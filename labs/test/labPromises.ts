/**
 * What every lab must keep, as tests: its diagrams load and their claims hold, its files are there,
 * a run answers for every agent, and its claims hold over a few seeds (`npm run labs` takes as many as each needs).
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Lab, LabTrainingPoint } from "@cidery/core/lab";
import { checkClaims, Random } from "@cidery/core";
import { learnEngine, solveEngine } from "@cidery/core/check";
import {
  checkLabClaim,
  checkWorldContract,
  contradictions,
  drawSettings,
  initialSettings,
  labMeterReadings,
  labSettings,
  meteredAgents,
  sweepName,
  systemKind,
} from "@cidery/core/lab";
import { readDiagram } from "./readDiagram.ts";

const root = resolve(import.meta.dirname, "..");

export function testLab(lab: Lab, seeds = 3): void {
  const folder = join(root, lab.id);
  const context = {
    effort: "quick" as const,
    diagram: (file: string) => readDiagram(join(folder, file)),
    signal: { aborted: false },
    onProgress: () => {},
  };

  describe(lab.id, () => {
    test("has a page, diagrams that load, and claims of diagrams that hold", () => {
      expect(existsSync(join(folder, "README.md"))).toBe(true);
      for (const { file } of lab.diagrams) {
        const results = checkClaims(context.diagram(file), {
          exact: solveEngine,
          empirical: learnEngine,
        });
        const failing = results.filter(({ outcome }) => outcome !== "holds");
        expect(failing.map(({ claim, outcome }) => `${file}: ${claim.text} ${outcome}`)).toEqual(
          [],
        );
      }
    });

    test("its page names no options of the command: who reads it has buttons", () => {
      const page = readFileSync(join(folder, "README.md"), "utf8");
      expect(page.match(/`-[^`]*`/gu)?.filter((code) => /[a-z]/u.test(code)) ?? []).toEqual([]);
    });

    test("its sweeps vary parameters it has, within their ranges, and plot what it measures", () => {
      expect(new Set(lab.sweeps.map(sweepName)).size).toBe(lab.sweeps.length);
      for (const { parameter, values, against, measures, agents = [] } of lab.sweeps) {
        const varied = [{ parameter, values }, ...(against === undefined ? [] : [against])];
        for (const one of varied)
          for (const value of one.values)
            expect(labSettings(lab, [[one.parameter, value]])[one.parameter]).toBe(value);
        const names = lab.measures.map(({ name }) => name);
        for (const measure of measures) expect(names).toContain(measure);
        for (const agent of agents) expect(lab.agents.map(({ id }) => id)).toContain(agent);
      }
    });

    test("choices name every value of their parameter, each by another name", () => {
      for (const { name, choices, range, whole } of lab.parameters) {
        if (choices === undefined) continue;
        expect(whole, name).toBe(true);
        expect(choices, name).toHaveLength(range[1] - range[0] + 1);
        expect(new Set(choices).size, name).toBe(choices.length);
      }
    });

    test("what is published has a place in its source; conclusions are about agents it has", () => {
      for (const { id, provenance, place = "" } of lab.claims)
        if (provenance === "published") expect(place, id).not.toBe("");
      const [agents, claims] = [lab.agents.map(({ id }) => id), lab.claims.map(({ id }) => id)];
      for (const { agents: read, claim } of lab.conclusions ?? []) {
        for (const agent of read) expect(agents).toContain(agent);
        if (claim !== undefined) expect(claims).toContain(claim);
      }
    });

    test("its headline is of a claim, two agents, measures and a sweep it has", () => {
      const { headline } = lab;
      expect(headline?.conclusion).toMatch(/\.$/);
      expect(lab.claims.map(({ id }) => id)).toContain(headline?.claim);
      for (const agent of headline?.agents ?? [])
        expect(lab.agents.map(({ id }) => id)).toContain(agent);
      for (const measure of [...(headline?.measures ?? []), headline?.curve.measure])
        expect(lab.measures.map(({ name }) => name)).toContain(measure);
      const swept = lab.sweeps.filter(({ against }) => against === undefined);
      expect(swept.map(({ parameter }) => parameter)).toContain(headline?.curve.parameter);
      // What is shown of both is measured of both, and something of it differs.
      const rows = lab.run(initialSettings(lab), {
        ...context,
        seed: 1,
        agents: headline?.agents ?? [],
      });
      const of = (agent: string | undefined) => rows.find((row) => row.agent === agent)?.values;
      const [one, other] = headline?.agents ?? [];
      for (const measure of headline?.measures ?? [])
        for (const values of [of(one), of(other)]) expect(values).toHaveProperty(measure);
      expect(headline?.measures.some((name) => of(one)?.[name] !== of(other)?.[name])).toBe(true);
    });

    test("it names conclusions, each of which holds at the initial settings or at one of eight drawn", () => {
      const conclusions = lab.conclusions ?? [];
      expect(conclusions.length).toBeGreaterThan(0);
      const initial = initialSettings(lab);
      const efforts = lab.parameters.filter(({ effort = false }) => effort);
      const held = Object.fromEntries(efforts.map(({ name }) => [name, initial[name] ?? 0]));
      const agents = [...new Set(conclusions.flatMap((one) => one.agents))];
      const rows = lab.run(initial, { ...context, seed: 1, agents });
      for (const { id, agents: read, holds } of conclusions) {
        const random = Random.seeded(11);
        let found = holds(
          rows.filter(({ agent }) => read.includes(agent)),
          initial,
        );
        for (let i = 0; i < 8 && !found; i++) {
          const drawn = drawSettings(lab, random, { held });
          found = holds(lab.run(drawn, { ...context, seed: 1, agents: read }), drawn);
        }
        expect(found, id).toBe(true);
      }
    });

    test("its agents act in diagrams it has", () => {
      const files = lab.diagrams.map(({ file }) => file);
      for (const agent of lab.agents) expect(files).toContain(agent.diagram);
      expect(lab.diagrams[0]?.file).toBe("diagram.cid");
    });

    test("what an incentive measure meters is in the diagram it names", () => {
      // A measure that names none is asked about below, in the diagrams of the agents that have it.
      for (const { meters } of lab.measures) {
        if (meters?.diagram === undefined) continue;
        const known = context.diagram(meters.diagram).nodes.map(({ name }) => name);
        expect(known).toContain(meters.decision);
        expect(known).toContain(meters.variable);
      }
    });

    test("works on the world or answers questions, as its label says", () => {
      expect(systemKind(context.diagram("diagram.cid"))).toBe(lab.system);
    });

    test("a run answers for every agent with measures it declares, the same for the same seed", () => {
      const rows = lab.run(initialSettings(lab), { ...context, seed: 1 });
      expect(rows.map(({ agent }) => agent)).toEqual(lab.agents.map(({ id }) => id));
      const names = lab.measures.map(({ name }) => name);
      for (const { values } of rows)
        for (const [name, value] of Object.entries(values)) {
          expect(names).toContain(name);
          expect(Number.isFinite(value)).toBe(true);
        }
      expect(lab.run(initialSettings(lab), { ...context, seed: 1 })).toEqual(rows);
    });

    test("asked for the agents of a sweep only, a run says the same of them", () => {
      const wanted = new Set(lab.sweeps.flatMap(({ agents = [] }) => agents));
      if (wanted.size === 0) return;
      const settings = initialSettings(lab);
      const all = lab.run(settings, { ...context, seed: 1 });
      const agents = [...wanted];
      const some = lab.run(settings, { ...context, seed: 1, agents });
      for (const agent of agents)
        expect(some.find((row) => row.agent === agent)).toEqual(
          all.find((row) => row.agent === agent),
        );
    });

    test("every diagram is tied to a world, and the world keeps to it", () => {
      const ties = lab.ties?.() ?? [];
      const tied = new Set(ties.map(({ diagram }) => diagram));
      expect(lab.diagrams.map(({ file }) => file).filter((file) => !tied.has(file))).toEqual([]);
      const acting = lab.agents.flatMap(({ selects = [] }) => selects.map((one) => one.diagram));
      for (const file of acting) expect(lab.diagrams.map((one) => one.file)).toContain(file);
      for (const tie of ties) {
        const { faults } = checkWorldContract(context.diagram(tie.diagram), tie);
        expect(faults.map(({ text }) => `${tie.diagram}: ${text}`)).toEqual([]);
      }
    });

    test("meters read nothing where the graph excludes the incentive, at drawn settings too", () => {
      const random = Random.seeded(7);
      for (let i = 0; i < 4; i++) {
        const settings = i === 0 ? initialSettings(lab) : drawSettings(lab, random);
        const rows = lab.run(settings, { ...context, seed: 1 + i, agents: meteredAgents(lab) });
        const readings = labMeterReadings(lab, rows, settings, context.diagram);
        expect({ settings, wrong: contradictions(readings) }).toEqual({ settings, wrong: [] });
      }
    });

    test("an episode of every agent starts, adds up what the lab measures and names the diagram's variables", () => {
      for (const { id, diagram } of lab.agents) {
        if (lab.episode === undefined) break;
        const settings = initialSettings(lab);
        const { agent, frames } = lab.episode(settings, { ...context, seed: 1 }, id);
        expect(agent).toBe(id);
        expect(frames.length).toBeGreaterThan(1);
        const known = context.diagram(diagram).nodes.map(({ name }) => name);
        for (const { caption, scene, totals, variables } of frames) {
          expect(caption).not.toBe("");
          expect(scene.kind).toBe(frames[0]?.scene.kind);
          for (const name of Object.keys(totals))
            expect(lab.measures.map((measure) => measure.name)).toContain(name);
          for (const value of Object.values(totals)) expect(Number.isFinite(value)).toBe(true);
          for (const name of Object.keys(variables)) expect(known).toContain(name);
        }
        expect(lab.episode(settings, { ...context, seed: 1 }, id).frames).toEqual(frames);
      }
    });

    test("learners report what is observed and what was wanted while they train, at last what a run measures", () => {
      const learners = lab.agents.filter(({ learns }) => learns === true).map(({ id }) => id);
      if (lab.train === undefined) return expect(learners).toEqual([]);
      const points: LabTrainingPoint[] = [];
      lab.train(initialSettings(lab), { ...context, seed: 1 }, (point) => points.push(point));
      expect(new Set(points.map(({ agent }) => agent))).toEqual(new Set(learners));
      const rows = lab.run(initialSettings(lab), { ...context, seed: 1 });
      for (const id of learners) {
        const own = points.filter(({ agent }) => agent === id);
        expect(own.length).toBeGreaterThanOrEqual(10);
        const done = own.map((point) => point.done);
        expect(done).toEqual([...done].sort((a, b) => a - b));
        // Dense where learning is fast: half of the looks in the first third.
        const early = done.filter((at) => at <= (done.at(-1) ?? 0) / 3);
        expect(early.length).toBeGreaterThanOrEqual(done.length / 2);
        const measured = rows.find(({ agent }) => agent === id)?.values ?? {};
        for (const [name, value] of Object.entries(own.at(-1)?.values ?? {}))
          expect(measured[name], `${name} of ${id}`).toBeCloseTo(value, 9);
      }
      for (const { values } of points)
        for (const kind of ["observed", "hidden"])
          expect(
            lab.measures.some((measure) => measure.kind === kind && measure.name in values),
          ).toBe(true);
    });

    for (const claim of lab.claims) {
      test(`claim ${claim.id}: ${claim.statement}`, () => {
        // Few seeds leave a claim about every seed open; here they must not speak against it.
        const found = checkLabClaim(claim, context, { count: seeds });
        const { outcome, measured, agree, asked } = found;
        expect(outcome, `${measured} (${agree} of ${asked})`).not.toBe("fails");
        if (claim.over === "each-seed") expect(agree, measured).toBeGreaterThan(0);
        // Asked where it must be denied, and denied: else the claim could not fail.
        expect(found.control, "no control").toBeDefined();
        expect(found.control?.holds, found.control?.swap).toBe(false);
      });
    }
  });
}
