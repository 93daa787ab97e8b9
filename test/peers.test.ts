/**
 * What conformance/README.md says of exports read by other tools is what conformance/peers.json has recorded, and
 * whatever differs there is named and explained.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const read = (path: string): string =>
  readFileSync(resolve(import.meta.dirname, "../conformance", path), "utf8");
const README = read("README.md");

type Cell = readonly [outcome: string, ...rest: number[]];
const { files, reasons } = JSON.parse(read("peers.json")) as {
  readonly files: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
  readonly reasons: readonly string[];
};
const cells = Object.entries(files).flatMap(([file, row]) =>
  Object.entries(row).map(([key, cell]) => ({
    file,
    key,
    outcome: cell[0],
    rest: cell.slice(1) as number[],
  })),
);
const COMPARED = ["agrees", "single", "differs"];

describe("exports read by other tools", () => {
  test("are of the catalogue, and of networks, diagrams and games of others", () => {
    const names = Object.keys(files);
    for (const folder of [
      "frameworks/",
      "textbooks/",
      "bn/",
      "games/gambit/",
      "id/agrum/",
      "files/",
    ])
      expect(
        names.some((name) => name.startsWith(folder)),
        folder,
      ).toBe(true);
  });

  const keys = [...new Set(cells.map(({ key }) => key))].filter((key) => key !== "all");
  test.each(keys)("%s: as many as the page says", (key) => {
    const own = cells.filter((cell) => cell.key === key);
    const count = (outcome: string): number =>
      own.filter((cell) => cell.outcome === outcome).length;
    const numbers = own.reduce(
      (sum, { outcome, rest }) => sum + (COMPARED.includes(outcome) ? (rest[0] ?? 0) : 0),
      0,
    );
    const said = ["agrees", "single", "differs", "incomparable", "skipped"].map(count);
    expect(README).toContain(`| ${key} | ${[...said, numbers].join(" | ")} |`);
  });

  test("differ nowhere without a word about it", () => {
    for (const { file, outcome } of cells)
      if (outcome === "differs") expect(README).toContain(`\`${file}\``);
  });

  test("that were not compared have a reason each", () => {
    for (const { file, outcome, rest } of cells)
      if (!COMPARED.includes(outcome)) expect(reasons[rest[0] ?? -1], file).toMatch(/\w/u);
  });
});
