/** Every node can be reached by arrow keys, and no key leads back to where one stands. */
import { describe, expect, it } from "vitest";
import type { Direction } from "./commands/host.ts";
import type { Place } from "./pinnedPlaces.ts";
import { Random } from "../base/index.ts";
import { loadModel } from "../language/index.ts";
import { neighbourAlongEdges, neighbourInDirection } from "./walk.ts";

const DIRECTIONS: readonly Direction[] = ["left", "right", "up", "down"];

/** B above C, to the right of A; D far below. */
const PLACES = new Map<string, Place>([
  ["A", { x: 0, y: 0 }],
  ["B", { x: 100, y: -20 }],
  ["C", { x: 100, y: 60 }],
  ["D", { x: 0, y: 200 }],
]);

describe("walking by arrow keys", () => {
  it("goes to the nearest node in the direction", () => {
    expect(neighbourInDirection(PLACES, "A", "right")).toBe("B");
    expect(neighbourInDirection(PLACES, "B", "down")).toBe("C");
    expect(neighbourInDirection(PLACES, "C", "left")).toBe("A");
    expect(neighbourInDirection(PLACES, "A", "down")).toBe("D");
    expect(neighbourInDirection(PLACES, "A", "left")).toBeUndefined();
  });

  it("starts at the top left when nothing is selected, or what was is gone", () => {
    expect(neighbourInDirection(PLACES, undefined, "up")).toBe("A");
    expect(neighbourInDirection(PLACES, "gone", "up")).toBe("A");
    expect(neighbourInDirection(new Map(), undefined, "up")).toBeUndefined();
  });

  it("along arrows only goes to parents and children", () => {
    const { diagram } = loadModel("chance A\nchance B\nchance C from A\nchance D from A\n");
    if (diagram === undefined) throw new Error("does not load");
    expect(neighbourAlongEdges(diagram, PLACES, "A", "right")).toBe("C");
    expect(neighbourAlongEdges(diagram, PLACES, "C", "left")).toBe("A");
    expect(neighbourAlongEdges(diagram, PLACES, "B", "down")).toBeUndefined();
    expect(neighbourAlongEdges(diagram, PLACES, "gone", "down")).toBeUndefined();
  });

  it("never stays, and from everywhere goes somewhere", () => {
    for (let seed = 0; seed < 200; seed++) {
      const places = scattered(Random.seeded(seed));
      for (const name of places.keys()) {
        const next = DIRECTIONS.map((direction) => neighbourInDirection(places, name, direction));
        expect(next).not.toContain(name);
        expect(next.some((one) => one !== undefined)).toBe(true);
      }
    }
  });

  it("reaches every node from the first one", () => {
    for (let seed = 0; seed < 200; seed++) {
      const places = scattered(Random.seeded(seed));
      const first = neighbourInDirection(places, undefined, "right") as string;
      const reached = new Set([first]);
      for (const name of reached) {
        for (const direction of DIRECTIONS) {
          const next = neighbourInDirection(places, name, direction);
          if (next !== undefined) reached.add(next);
        }
      }
      expect(
        [...places.keys()].filter((name) => !reached.has(name)),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });
});

/** Up to twelve nodes on a grid, as a layered layout would place them, a little moved. */
function scattered(random: Random): Map<string, Place> {
  const places = new Map<string, Place>();
  const taken = new Set<string>();
  const count = 2 + random.below(11);
  while (places.size < count) {
    const cell = { column: random.below(5), row: random.below(5) };
    if (taken.has(JSON.stringify(cell))) continue;
    taken.add(JSON.stringify(cell));
    places.set(`N${places.size}`, {
      x: cell.column * 150 + random.below(40),
      y: cell.row * 100 + random.below(30),
    });
  }
  return places;
}
