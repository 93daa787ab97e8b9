import { LABS } from "cidery-labs";
import { initialSettings } from "@cidery/core/lab";
import { describe, expect, it } from "vitest";
import { labOfAddress, readLabLink, writeLabLink } from "./labLink.ts";

describe("a lab's address", () => {
  it("reads back what was written, for every lab and a change of every parameter", () => {
    for (const lab of LABS) {
      const settings = initialSettings(lab);
      for (const { name, range } of lab.parameters) settings[name] = range[1];
      const link = { lab: lab.id, seed: 12, runs: 7, full: true, settings };
      const fragment = writeLabLink(link, "0.1.0");
      expect(labOfAddress(fragment)).toBe(lab.id);
      expect(readLabLink(fragment, lab)).toEqual({ link, remarks: [] });
    }
  });

  it("is never a model's address, and a model's is never a lab's", () => {
    expect(labOfAddress("#1.eJyrVkrOzyvJL0pVslIqSVWqBQA.1x2y3z")).toBeUndefined();
    expect(labOfAddress("")).toBeUndefined();
  });

  it("keeps initial values where it says nothing or nonsense, and says so of nonsense", () => {
    for (const lab of LABS) {
      const [parameter] = lab.parameters;
      const bad = parameter === undefined ? "" : `&${parameter.name}=${parameter.range[1] + 1}`;
      const { link, remarks } = readLabLink(`#lab/${lab.id}?seed=-1&runs=x&other=1${bad}`, lab);
      expect(link.settings).toEqual(initialSettings(lab));
      expect(link.seed).toBe(1);
      expect(remarks.length).toBe(parameter === undefined ? 3 : 4);
    }
  });
});
