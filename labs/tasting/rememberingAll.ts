/** A world for learners that remember all they saw and did: each sight is the whole course up to it. */
import type { Environment } from "@cidery/core/learn";
import type { Dish } from "./world.ts";

export function rememberingAll(world: Environment): Environment {
  return {
    ...world,
    begin(random) {
      const episode = world.begin(random);
      let before = "";
      return {
        get observation() {
          const { observation } = episode;
          return observation === undefined ? undefined : `${before}${observation}`;
        },
        get actionCount() {
          return episode.actionCount;
        },
        act(action) {
          before += `${episode.observation ?? ""}:${action},`;
          return episode.act(action);
        },
      };
    },
  };
}

/** The same course in the same words. */
export function seenAs(
  before: readonly { readonly proposed: Dish; readonly served: Dish }[],
  proposed: Dish,
): string {
  const rounds = before.map((one, round) => `${round} ${one.proposed}:${one.served},`);
  return `${rounds.join("")}${before.length} ${proposed}`;
}
