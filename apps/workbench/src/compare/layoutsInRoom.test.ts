/** Pictures beside each other run the way that leaves both readable. */
import { loadModel, type InfluenceDiagram } from "@cidery/core";
import { expect, it } from "vitest";
import { layoutsInRoom } from "./layoutLike.ts";

function diagramOf(text: string): InfluenceDiagram {
  const { diagram } = loadModel(text);
  if (diagram === undefined) throw new Error("a model of this test is wrong");
  return diagram;
}

const CHAIN = diagramOf(
  "chance A\nchance B from A\nchance C from B\ndecision D sees C\nutility U from D, B\n",
);
const LONGER = diagramOf(
  "chance A\nchance B from A\nchance C from B\ndecision D sees C\nutility U from D, B\nutility V from D\n",
);

it("a chain runs downwards in a high room, and to the right in a wide one", () => {
  for (const [room, isWide] of [
    [{ width: 240, height: 900 }, false],
    [{ width: 900, height: 240 }, true],
  ] as const)
    for (const { bounds } of layoutsInRoom(CHAIN, LONGER, room))
      expect(bounds.width > bounds.height).toBe(isWide);
});

it("what both have stands in the same places, whichever way they run", () => {
  for (const room of [
    { width: 240, height: 900 },
    { width: 900, height: 240 },
  ]) {
    const [first, second] = layoutsInRoom(CHAIN, LONGER, room);
    const places = (layout: typeof first, diagram: InfluenceDiagram): Map<string, string> =>
      new Map(
        layout.nodes.map(({ id, x, y }) => [
          diagram.node(id).name,
          `${Math.round(x)} ${Math.round(y)}`,
        ]),
      );
    const [there, here] = [places(first, CHAIN), places(second, LONGER)];
    for (const [name, place] of there) expect([name, here.get(name)]).toEqual([name, place]);
  }
});
