/** A small picture of a document, drawn when the page has time; none of a text with mistakes. */
import { loadModel } from "@cidery/core";
import { layoutDiagramNow, toSvg } from "@cidery/core/draw";
import { useEffect, useState } from "react";
import { resolveInCatalogue } from "../state/catalogue.ts";
import { useUi } from "../state/ui.ts";

/** Longer texts would hold up the list. */
const LONGEST = 20_000;
const MOST_NODES = 80;

export function Thumbnail({ id, text }: { readonly id: string; readonly text: string }) {
  const dark = useUi((state) => state.dark);
  const [svg, setSvg] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSvg(drawn(id, text, dark)), 30);
    return () => clearTimeout(timer);
  }, [id, text, dark]);
  // Ours, made from a parsed model with everything escaped.
  return (
    <span className="thumbnail" aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} />
  );
}

function drawn(id: string, text: string, dark: boolean): string {
  if (text.length > LONGEST) return "";
  const { diagram } = loadModel(text, { resolve: resolveInCatalogue });
  if (diagram === undefined || diagram.nodes.length > MOST_NODES) return "";
  return toSvg(diagram, layoutDiagramNow(diagram, { foldTemplates: true }), {
    legend: false,
    background: false,
    theme: dark ? "dark" : "light",
    idPrefix: `document-${id.replaceAll(/[^a-z0-9]+/giu, "-")}`,
  });
}
