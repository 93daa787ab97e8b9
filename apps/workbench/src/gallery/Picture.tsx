/** A small picture of a model with its answers, made when its card comes into view. */
import { type InfluenceDiagram, loadModel } from "@cidery/core";
import { layoutDiagramNow, toSvg } from "@cidery/core/draw";
import { useEffect, useRef, useState } from "react";
import { resolveInCatalogue } from "../state/catalogue.ts";
import { useUi } from "../state/ui.ts";
import { StaticCards } from "../widgets/StaticCards.tsx";
import type { Card } from "./cards.ts";

interface Drawn {
  readonly svg: string;
  readonly diagram: InfluenceDiagram | undefined;
}

const made = new Map<string, Drawn>();

export function Picture({ card }: { readonly card: Card }) {
  const box = useRef<HTMLDivElement>(null);
  const dark = useUi((state) => state.dark);
  const key = `${card.slug} ${dark}`;
  const [drawing, setDrawing] = useState(made.get(key));
  useEffect(() => {
    const known = made.get(key);
    if (known !== undefined) {
      setDrawing(known);
      return undefined;
    }
    const element = box.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1));
        idle(() => {
          const drawn = draw(card, dark);
          made.set(key, drawn);
          setDrawing(drawn);
        });
      },
      { rootMargin: "120px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [key, card, dark]);
  // The drawing is ours, made from a parsed model with everything escaped.
  return (
    <>
      <div
        ref={box}
        className="picture"
        aria-hidden="true"
        dangerouslySetInnerHTML={{ __html: drawing?.svg ?? "" }}
      />
      {drawing?.diagram !== undefined && <StaticCards diagram={drawing.diagram} />}
    </>
  );
}

function draw(card: Card, dark: boolean): Drawn {
  const { diagram } = loadModel(card.text, {
    file: `${card.slug}.cid`,
    resolve: (path, from) => resolveInCatalogue(path, from),
  });
  if (diagram === undefined) return { svg: "", diagram };
  const layout = layoutDiagramNow(diagram, { foldTemplates: true });
  const svg = toSvg(diagram, layout, {
    legend: false,
    background: false,
    theme: dark ? "dark" : "light",
    idPrefix: `card-${card.slug.replace(/[^a-z0-9]+/gu, "-")}`,
  });
  return { svg, diagram };
}
