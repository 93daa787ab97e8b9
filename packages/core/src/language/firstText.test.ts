/** The first text that is read in a process is read as all later ones are. */
import { expect, it } from "vitest";
import { loadModel } from "./load.ts";

// Stands alone in its file: what is made on first use is made by this text.
it("the first text may have texts in quotation marks", () => {
  const { diagram, diagnostics } = loadModel('model "first"\nchance `a b` "said" : {"<20", not}\n');
  expect(diagnostics).toEqual([]);
  expect(diagram?.header.title).toBe("first");
});
