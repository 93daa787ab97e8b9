/**
 * Keeps the picture in step with the document: whenever the diagram or its pins change. It listens
 * outside React, so that text and picture change in one rendering.
 */
import { useEffect } from "react";
import { stepNameOf } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { useUi } from "../state/ui.ts";
import { useNumbers } from "../worker/numbers.ts";
import { arrange, type Wish } from "./scene.ts";

export function useSceneInStep(): void {
  useEffect(() => {
    let last: Wish | undefined;
    const follow = (): void => {
      const { good, file, tree } = session.state();
      if (good === undefined) return;
      const { folded, direction, utilities, newPlaces } = useUi.getState();
      const stepName = tree === undefined || folded !== "template" ? "t" : stepNameOf(tree);
      const roomy = useNumbers.getState().result !== undefined;
      const wish: Wish = {
        diagram: good.diagram,
        text: good.text,
        file,
        folded,
        direction,
        utilities,
        stepName,
        roomy,
        newPlaces,
      };
      if (last !== undefined && sameWish(last, wish)) return;
      last = wish;
      arrange(wish);
    };
    follow();
    const stops = [
      session.subscribe(follow),
      useUi.subscribe(follow),
      useNumbers.subscribe(follow),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

function sameWish(a: Wish, b: Wish): boolean {
  return (
    a.diagram === b.diagram &&
    a.text === b.text &&
    a.file === b.file &&
    a.folded === b.folded &&
    a.direction === b.direction &&
    a.utilities === b.utilities &&
    a.stepName === b.stepName &&
    a.roomy === b.roomy &&
    a.newPlaces === b.newPlaces
  );
}
