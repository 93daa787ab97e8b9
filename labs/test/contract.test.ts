/**
 * Graph and numbers agree on every shipped diagram that is small enough to solve thousands of
 * times. CIDERY_CONTRACT_DRAWS asks for more draws than the quick version (`npm run labs`).
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Random } from "@cidery/core";
import { checkContract } from "../src/contract.ts";
import { readDiagram } from "./readDiagram.ts";

const root = resolve(import.meta.dirname, "../..");
const DRAWS = Number(process.env["CIDERY_CONTRACT_DRAWS"] ?? 200);
const FULL = DRAWS > 200;

/** Larger diagrams are left out: decisions that see much have too many rules. */
const MOST_NODES = 16;
const MOST_SEEN = 4;

const files = ["labs", "models/frameworks", "models/reward-tampering", "models/papers"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(root, folder, file),
    ),
  )
  .filter((file) => file.endsWith(".cid") && !file.includes("node_modules"))
  .sort();

const report: Record<string, unknown>[] = [];

afterAll(() => {
  if (!FULL) return;
  mkdirSync(join(root, "out"), { recursive: true });
  writeFileSync(join(root, "out/contract.json"), `${JSON.stringify(report, null, 2)}\n`);
});

describe("the graph–simulation contract", () => {
  let admitted = 0;
  let shown = 0;
  for (const file of files) {
    const diagram = readDiagram(file);
    const { structure } = diagram;
    const seen = Math.max(0, ...structure.decisions.map((d) => diagram.node(d).parents.length));
    if (diagram.nodes.length > MOST_NODES || seen > MOST_SEEN || structure.decisions.length > 3)
      continue;
    test(`no control incentive, no change: ${relative(root, file)}`, { timeout: 3_600_000 }, () => {
      const random = Random.seeded(1);
      const found = checkContract(diagram, { draws: DRAWS, tries: FULL ? 1000 : 100, random });
      expect(found.sound.largest).toBeLessThanOrEqual(1e-9);
      expect(found.unproved).toBe(0);
      admitted += found.admitted;
      shown += found.admitted - found.notShown.length;
      report.push({
        file: relative(root, file),
        ...found,
        notShown: found.notShown.map(
          ({ decision, node }) => `${diagram.node(decision).name} → ${diagram.node(node).name}`,
        ),
      });
    });
  }

  test("where the graph admits an incentive, numbers show it for at least 95 % of pairs", () => {
    expect(admitted).toBeGreaterThan(50);
    expect(shown / admitted, `${shown} of ${admitted} pairs`).toBeGreaterThanOrEqual(0.95);
  });
});
