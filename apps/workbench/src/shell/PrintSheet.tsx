/**
 * What is printed instead of the page: the picture as it is exported, with its legend, and a caption that
 * says what it is, after whom, and what the lit path is about.
 */
import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { loadPictures, picturesNow } from "../documents/pictures.ts";
import { session } from "../state/document.ts";
import { shownVerdict } from "../state/highlight.ts";
import { useUi } from "../state/ui.ts";

interface Sheet {
  readonly svg: string;
  readonly title: string;
  readonly sentence: string | undefined;
  readonly citations: readonly string[];
}

export function PrintSheet() {
  const [sheet, setSheet] = useState<Sheet>();
  useEffect(() => {
    // Without them the page is printed as it stands.
    loadPictures().catch(() => undefined);
    // It has to stand there before the event is over.
    const before = (): void => flushSync(() => setSheet(sheetNow()));
    const after = (): void => setSheet(undefined);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  if (sheet === undefined) return null;
  const { svg, title, sentence, citations } = sheet;
  return (
    <figure className="print-sheet">
      {/* The drawing is ours, made from a parsed model with everything escaped. */}
      <div dangerouslySetInnerHTML={{ __html: svg }} />
      <figcaption>
        <strong>{title}.</strong> {sentence}
        {citations.map((cite) => (
          <span key={cite} className="print-source">
            {cite}
          </span>
        ))}
        <span className="print-source">Drawn with Cidery {__ENGINE__}</span>
      </figcaption>
    </figure>
  );
}

/** Pages over the diagram, which are what is printed then; other dialogs are not. */
const PAGES: readonly unknown[] = ["gallery", "labs", "start", "help", "compare"];

/** Undefined where something else than a diagram is on screen: a lab, or a page over it. */
function sheetNow(): Sheet | undefined {
  const { good, file } = session.state();
  const { lab, screen } = useUi.getState();
  const pictures = picturesNow();
  const isOfDiagram = good !== undefined && lab === undefined && !PAGES.includes(screen);
  if (!isOfDiagram || pictures === undefined) return undefined;
  const { header } = good.diagram;
  return {
    svg: pictures.textOf("svg", pictures.asShown(), "light").content,
    title: header.title ?? file?.split("/").at(-1) ?? "Untitled model",
    sentence: shownVerdict(good.diagram)?.sentence,
    citations: header.citations,
  };
}
