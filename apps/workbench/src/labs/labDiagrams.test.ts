import { LABS } from "cidery-labs";
import { describe, expect, it } from "vitest";
import { labDiagram } from "../state/labDiagram.ts";
import { editText, labEdit } from "./labDiagrams.ts";

describe("the edit between a lab's diagrams", () => {
  it("is something that can be said, for every variant of every lab", () => {
    for (const lab of LABS) {
      const [first, ...variants] = lab.diagrams;
      if (first === undefined) continue;
      for (const { file } of variants) {
        const { diff, mechanisms, parameters } = labEdit(lab.id, first.file, file);
        const structural = diff.sentences.filter((one) => !one.includes("same structure"));
        expect(
          structural.length + mechanisms.length + parameters.length,
          `${lab.id}/${file} differs`,
        ).toBeGreaterThan(0);
      }
    }
  });

  it("names a changed parameter and the variables that read it", () => {
    const edit = labEdit("off-switch", "diagram.cid", "noisy-human.cid");
    expect(edit.parameters).toEqual(["beta: 0 → 2"]);
    expect(edit.mechanisms).toEqual(["H"]);
    expect(edit.text).toBe("param beta = 2");
  });

  it("shows of a variant's text what changes the model", () => {
    expect(editText('model "x"\nextends "a.cid"\n\nnote "n"\nparam b = 1\nclaim c\n')).toBe(
      "param b = 1",
    );
    expect(editText('model "x"\nchance A : bool\n')).toBe("");
  });

  it("says which file is absent", () => {
    expect(() => labDiagram("off-switch", "none.cid")).toThrow("has no diagram none.cid");
  });
});
