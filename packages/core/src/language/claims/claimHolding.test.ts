/** `holding D2`: read, written back, kept in JSON, and refused where it says nothing. */
import { describe, expect, it } from "vitest";
import { fromJson, loadModel, printModel, toJson } from "../index.ts";

const MODEL = `decision D1
chance X from D1
decision D2 sees X
decision \`a b\` sees X
utility U from D2, \`a b\`
`;

function claimsOf(text: string): readonly string[] {
  const { diagram, diagnostics } = loadModel(text);
  expect(diagnostics).toEqual([]);
  return (diagram?.claims ?? []).map((claim) => `${claim.text} [${claim.holding?.join("; ")}]`);
}

function complaint(claim: string): string {
  const { diagnostics } = loadModel(`${MODEL}claim ${claim}\n`);
  return diagnostics.map(({ message, hint }) => `${message}; ${hint}`).join(" ");
}

describe("holding", () => {
  const text = `${MODEL}claim control(D1, X) holding D2, \`a b\` cite "here"\nclaim voc == {X} holding D2\n`;

  it("names decisions, and comes back from text and from JSON", () => {
    const claims = claimsOf(text);
    expect(claims).toEqual([
      "control(D1, X) holding D2, `a b` [D2; a b]",
      "voc == {X} holding D2 [D2]",
    ]);
    const { diagram } = loadModel(text);
    if (diagram === undefined) throw new Error("does not load");
    expect(claimsOf(printModel(diagram))).toEqual(claims);
    const read = fromJson(toJson(diagram));
    expect(read.ok && read.value.claims.map(({ holding }) => holding)).toEqual([
      ["D2", "a b"],
      ["D2"],
    ]);
  });

  it("is still a name elsewhere", () => {
    expect(
      claimsOf("decision holding\nutility U from holding\nclaim control(holding, U)\n"),
    ).toEqual(["control(holding, U) [undefined]"]);
  });

  it("is refused for what is not a decision, is asked about, or does not depend on it", () => {
    expect(complaint("control(D1, X) holding X")).toContain("only the rule of a decision");
    expect(complaint("control(D1, X) holding D1")).toContain("its rule cannot be held");
    expect(complaint("relies(D1, D2) holding D2")).toContain("its rule cannot be held");
    expect(complaint("path(D1, X) holding D2")).toContain(
      "does not depend on which rules are held",
    );
    expect(complaint("control(D1, X) holding D3")).toContain("D3");
  });
});
