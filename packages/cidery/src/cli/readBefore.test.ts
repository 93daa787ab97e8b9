import { describe, expect, it } from "vitest";
import { readBefore } from "./readBefore.ts";

const TEXT = "param p = 0.5\nchance X : bool ~ bernoulli(p)\n";

describe("models that were read before", () => {
  it("are the same value again", () => {
    expect(readBefore(TEXT, {}).diagram).toBe(readBefore(TEXT, {}).diagram);
  });

  it("are told apart by parameters, by the file they stand in, and by their text", () => {
    const { diagram } = readBefore(TEXT, {});
    expect(readBefore(TEXT, { parameters: new Map([["p", 0.25]]) }).diagram).not.toBe(diagram);
    expect(readBefore(TEXT, { file: "x.cid" }).diagram).not.toBe(diagram);
    expect(readBefore(`${TEXT}\n`, {}).diagram).not.toBe(diagram);
  });

  it("keep their tree at other values of the parameters", () => {
    const at = (p: number) => readBefore(TEXT, { parameters: new Map([["p", p]]) });
    expect(at(0.125).tree).toBe(at(0.75).tree);
    expect(at(0.125).diagram?.parameters[0]?.value).toBe(0.125);
    expect(at(0.75).diagram?.parameters[0]?.value).toBe(0.75);
  });

  it("are read anew where another file has a say", () => {
    let base = "chance X : bool ~ bernoulli(0.5)\n";
    const read = () =>
      readBefore('extends "base"\nchance Y from X\n', {
        resolve: () => ({ text: base, path: "base.cid" }),
      }).diagram?.nodes.map(({ name }) => name);
    expect(read()).toEqual(["X", "Y"]);
    base = `${base}chance Z : bool ~ bernoulli(0.5)\n`;
    expect(read()).toEqual(["X", "Z", "Y"]);
  });

  it("are forgotten one by one, the one asked for longest ago first", () => {
    const { diagram } = readBefore(TEXT, {});
    for (let i = 0; i < 40; i++) readBefore(`chance X${i}\n`, {});
    expect(readBefore(TEXT, {}).diagram).not.toBe(diagram);
  });
});
