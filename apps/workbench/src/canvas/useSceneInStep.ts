/** Keeps the picture in step with the document: whenever the diagram or its pins change. */
import { useEffect } from "react";
import { useDocument } from "../document.ts";
import { useUi } from "../ui.ts";
import { useNumbers } from "../worker/numbers.ts";
import { arrange } from "./scene.ts";

export function useSceneInStep(): void {
  const { good, file } = useDocument();
  const folded = useUi((state) => state.folded);
  const newPlaces = useUi((state) => state.newPlaces);
  const roomy = useNumbers((state) => state.result !== undefined);
  useEffect(() => {
    if (good === undefined) return;
    arrange({ diagram: good.diagram, text: good.text, file, folded, roomy, newPlaces });
  }, [good, file, folded, roomy, newPlaces]);
}
