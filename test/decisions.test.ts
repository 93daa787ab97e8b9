/** Decision records: one number each, in order, and what cites one finds it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT, sourcesOf } from "./bibliography.ts";

const FOLDER = join(ROOT, "docs/decisions");
const records = readdirSync(FOLDER)
  .filter((name) => name !== "README.md")
  .sort();

it("records are numbered one after another, in their names and in their titles", () => {
  const numbers = records.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/u.exec(name)?.[1]));
  expect(numbers).toEqual(records.map((_, i) => i + 1));
  const titled = records.map((name) =>
    Number(/^# (\d+)\. \S/u.exec(readFileSync(join(FOLDER, name), "utf8"))?.[1]),
  );
  expect(titled).toEqual(numbers);
});

it("whoever cites a record finds it", () => {
  const texts = [
    ...sourcesOf(["packages", "apps", "labs", "bench", "scripts", "docs"], /\.(?:tsx?|js|md)$/u),
    ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "conformance/README.md"].map(
      (name) => [name, readFileSync(join(ROOT, name), "utf8")] as const,
    ),
  ];
  const cited = texts.flatMap(([file, text]) =>
    [...text.matchAll(/decisions\/(\d{4}(?:-[a-z0-9-]+\.md)?)/gu)].map(
      ([, name]) => [file, name as string] as const,
    ),
  );
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter(([, name]) => !records.some((one) => one.startsWith(name)))).toEqual([]);
});
