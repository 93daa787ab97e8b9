/** A small picture of a model with its answers, made when its card comes into view. */
import { type InfluenceDiagram, loadModel } from "@cidery/core";
import { layoutDiagramNow, toSvg } from "@cidery/core/draw";
import { useEffect, useRef, useState } from "react";
import { resolveInCatalogue } from "../state/catalogue.ts";
import { useUi } from "../state/ui.ts";
import { StaticCards } from "../widgets/StaticCards.tsx";
import type { Card } from "./cards.ts";
import { afterPictures, drawInTurn } from "./drawQueue.ts";

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
    let giveUp: () => void = () => undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        // What was scrolled past before its turn is not in the way of what is looked at.
        giveUp();
        if (!entries.some((entry) => entry.isIntersecting)) return;
        giveUp = drawInTurn(element, () => {
          observer.disconnect();
          const drawn = draw(card, dark);
          made.set(key, drawn);
          setDrawing(drawn);
        });
      },
      { rootMargin: "120px" },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      giveUp();
    };
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
      {drawing?.diagram !== undefined && <Answers diagram={drawing.diagram} />}
    </>
  );
}

/** They take longer than a picture, and are read after it. */
function Answers({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const [due, setDue] = useState(false);
  useEffect(() => {
    let wanted = true;
    afterPictures(() => wanted && setDue(true));
    return () => {
      wanted = false;
    };
  }, []);
  return due ? <StaticCards diagram={diagram} /> : null;
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
