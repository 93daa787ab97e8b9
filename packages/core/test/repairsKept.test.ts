/** Every repair offered on the catalogue's models can be done with the numbers kept. */
import { expect, it } from "vitest";
import { answersOf, afterCut, createSession, verdictKey } from "../src/session/index.ts";
import { repairs } from "../src/explain/index.ts";
import { mechanismReader } from "../src/model/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { catalogue, diagramOf } from "./catalogueFiles.ts";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const CRITERIA = ["instrumental-control-incentive", "value-of-information", "response-incentive"];
const MOST_NODES = 25;
const VERDICTS_EACH = 2;
const REPAIRS_EACH = 2;

it("applies with the parent averaged out, and the incentive is gone", { timeout: 600_000 }, () => {
  const refusals: string[] = [];
  let done = 0;
  for (const file of catalogue()) {
    const before = diagramOf(file);
    if (before.nodes.length > MOST_NODES) continue;
    const session = createSession({
      now: () => 0,
      resolve: (target, from) => {
        const path = join(dirname(from ?? file.path), target);
        return existsSync(path) ? readFileSync(path, "utf8") : undefined;
      },
    });
    session.open({ text: file.text, file: file.path }, "open");
    const { diagram } = session.state();
    if (diagram === undefined) throw new Error(`${file.slug} does not open`);
    for (const criterion of CRITERIA) {
      const present = answersOf(diagram)
        .verdictsOf([criterion])
        .filter(({ kind, node }) => kind === "present" && node !== undefined);
      for (const verdict of present.slice(0, VERDICTS_EACH)) {
        for (const { cut, add, sentence } of repairs(diagram, verdict, { limit: REPAIRS_EACH })
          .repairs) {
          const named = (links: typeof cut): { from: string; to: string }[] =>
            links.map(([from, to]) => ({
              from: diagram.node(from).name,
              to: diagram.node(to).name,
            }));
          const plan = { cut: named(cut), add: named(add), remove: [] };
          const after = afterCut(session, plan, { kind: "average" });
          if (!after.ok) {
            refusals.push(`${file.slug}: ${sentence} ${after.reason}`);
            continue;
          }
          done++;
          const changed = session.read(after.text).diagram as InfluenceDiagram;
          const key = verdictKey(diagram, verdict);
          const answer = answersOf(changed)
            .verdictsOf([criterion])
            .find((one) => verdictKey(changed, one) === key);
          expect(answer?.kind, `${file.slug}: ${sentence}`).not.toBe("present");
          for (const { to } of plan.cut) {
            const [old, now] = [diagram.idOf(to), changed.idOf(to)] as [number, number];
            if (diagram.node(old).mechanism.kind === "decision") continue;
            const hadNumbers = diagram.node(old).mechanism.kind !== "unspecified";
            expect(changed.node(now).mechanism.kind === "unspecified", to).toBe(!hadNumbers);
            if (hadNumbers) expect(() => mechanismReader(changed, now)).not.toThrow();
          }
        }
      }
    }
  }
  // What compares worlds (`under`), or was given its mechanism by a file it extends, says so.
  expect(refusals.filter((one) => !/under|has a mechanism that uses/u.test(one))).toEqual([]);
  expect(refusals.length).toBeLessThan(done / 50);
  expect(done).toBeGreaterThan(500);
});
