/** Indirect value of control on diagrams whose answer Theorem 14 of 1902.09980 gives by hand. */
import { expect, it } from "vitest";
import { criterionNamed, sweep } from "../src/incentives/index.ts";
import { loadModel } from "../src/language/index.ts";
import { analyse } from "../src/structure/index.ts";

function judged(text: string, x: string): string {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  const at = (name: string): number => diagram.nodes.findIndex((node) => node.name === name);
  const codes = sweep(analyse(diagram.structure), "indirect-value-of-control", at("D"));
  const outcome = criterionNamed("indirect-value-of-control")?.outcomes[codes[at(x)] as number];
  return `${outcome?.kind}: ${outcome?.reason}`;
}

const MEASURED = "chance L\nchance Z\nchance X from L, Z\ndecision D sees X\nutility U from L, D";

it.each([
  ["a measurement of what matters", MEASURED, "X", "present: better-information"],
  ["what matters itself", MEASURED, "L", "absent: no-back-door"],
  ["the noise of a measurement", MEASURED, "Z", "absent: no-back-door"],
  ["the decision", MEASURED, "D", "not-applicable: own-decision"],
  [
    "a measurement of what is seen anyway",
    "chance L\nchance X from L\ndecision D sees X, L\nutility U from L, D",
    "X",
    "absent: no-path-through-decision",
  ],
  [
    "a measurement of what does not matter",
    "chance L\nchance X from L\ndecision D sees X\nutility U from D",
    "X",
    "absent: no-path-through-decision",
  ],
  [
    "a cause of the utility that nothing else stands behind",
    "chance X\ndecision D sees X\nutility U from X, D",
    "X",
    "absent: no-back-door",
  ],
  [
    "a cause of the utility whose own cause is seen, too",
    "chance W\nchance X from W\ndecision D sees X, W\nutility U from X, W, D",
    "X",
    "absent: no-back-door",
  ],
  [
    "a measurement for a decision that changes nothing",
    "chance L\nchance X from L\ndecision D sees X\nutility U from L",
    "X",
    "absent: no-utility-below",
  ],
])("of %s", (_, text, x, expected) => {
  expect(judged(text, x)).toBe(expected);
});
