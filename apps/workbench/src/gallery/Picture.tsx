/** A small picture of a model, made when its card comes into view. */
import { loadModel } from "@cidery/core";
import { layoutDiagramNow, toSvg } from "@cidery/core/draw";
import { useEffect, useRef, useState } from "react";
import { resolveInCatalogue } from "../state/catalogue.ts";
import { useUi } from "../state/ui.ts";
import type { Card } from "./cards.ts";

const made = new Map<string, string>();

export function Picture({ card }: { readonly card: Card }) {
  const box = useRef<HTMLDivElement>(null);
  const dark = useUi((state) => state.dark);
  const key = `${card.slug} ${dark}`;
  const [svg, setSvg] = useState(made.get(key));
  useEffect(() => {
    const known = made.get(key);
    if (known !== undefined) {
      setSvg(known);
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
          setSvg(drawn);
        });
      },
      { rootMargin: "120px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [key, card, dark]);
  // The drawing is ours, made from a parsed model with everything escaped.
  return (
    <div
      ref={box}
      className="picture"
      aria-hidden="true"
      dangerouslySetInnerHTML={{ __html: svg ?? "" }}
    />
  );
}

function draw(card: Card, dark: boolean): string {
  const { diagram } = loadModel(card.text, {
    file: `${card.slug}.cid`,
    resolve: (path, from) => resolveInCatalogue(path, from),
  });
  if (diagram === undefined) return "";
  const layout = layoutDiagramNow(diagram, { foldTemplates: true });
  return toSvg(diagram, layout, {
    legend: false,
    background: false,
    theme: dark ? "dark" : "light",
    idPrefix: `card-${card.slug.replace(/[^a-z0-9]+/gu, "-")}`,
  });
}
