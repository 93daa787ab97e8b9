/**
 * Every model of ../shared/cases that can be read is written as text that loads to the same model,
 * and as JSON that is taken in again and gives the same text.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeBytes, readModelFile } from "../../src/formats/index.ts";
import { checkedText, fromJson, toJson, whereDifferent } from "../../src/language/index.ts";
import { sharedFile } from "../shared.ts";

const folders = ["cases/files", "cases/keeping"].map(sharedFile);
const files = folders.flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, join(folder, entry.name)] as const),
);

describe("a model of the shared cases", () => {
  let read = 0;

  it.each(files)("%s keeps its meaning on the way out and in", (name, path) => {
    const { text } = decodeBytes(readFileSync(path));
    const { result } = readModelFile({ name, text });
    if (!result.ok) return;
    const { diagram } = result.value;
    if (diagram === undefined) return;
    read++;
    const written = checkedText(diagram);
    expect(written.diagnostics).toEqual([]);
    const again = fromJson(JSON.parse(JSON.stringify(toJson(diagram))));
    if (!again.ok) throw new Error(again.diagnostics[0]?.message);
    expect(again.ok && checkedText(again.value)).toEqual(written);
    if (diagram.agents.length > 0) expect(whereDifferent(diagram, again.value)).toBeUndefined();
  });

  it("is a model in most of the files", () => {
    expect(read).toBeGreaterThan(40);
  });
});
