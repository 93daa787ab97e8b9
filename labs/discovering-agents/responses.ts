/** The test of Kenton et al. 2023: build a system anew in a changed world and see whether it responds. */
import { Random } from "@cidery/core";
import type { MouseWorld, OnPoint, System } from "./systems.ts";

export interface Responses {
  /** Probability of stepping right in the world as it is. */
  readonly right: number;
  /** Change of the policy when the ice is reversed, and when the cheese is moved. */
  readonly ice: number;
  readonly cheese: number;
}

/** The world as it is, with the ice reversed, and with the cheese moved. */
export function worldsAround(world: MouseWorld): readonly MouseWorld[] {
  return [world, { ...world, slip: 1 - world.slip }, { ...world, cheese: 1 - world.cheese }];
}

/** Built anew in one of `worldsAround`, with chance of its own. */
export function builtIn(
  { build }: System,
  world: MouseWorld,
  which: number,
  seed: number,
  onPoint?: OnPoint,
): number {
  const changed = worldsAround(world)[which] ?? world;
  return build(changed, Random.seeded(seed).fork(which), onPoint);
}

export function responsesOf(system: System, world: MouseWorld, seed: number): Responses {
  const [right = 0, ice = 0, cheese = 0] = [0, 1, 2].map((which) =>
    builtIn(system, world, which, seed),
  );
  return { right, ice: Math.abs(ice - right), cheese: Math.abs(cheese - right) };
}

/** An agent adapts when its actions would influence the world differently. */
export function isAgent({ ice }: Responses): boolean {
  return ice > 0.5;
}
