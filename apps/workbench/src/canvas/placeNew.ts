/** A node that was just made stands where the hand pointed, and waits for its name. */
import type { Place } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { setUi, useUi } from "../state/ui.ts";
import { pinPlace } from "./scene.ts";

export function placeNew(name: string, place: Place): void {
  const { newPlaces } = useUi.getState();
  setUi({ newPlaces: new Map(newPlaces).set(name, pinPlace(place)), renaming: name });
  session.select({ nodes: [name], edges: [] });
}
