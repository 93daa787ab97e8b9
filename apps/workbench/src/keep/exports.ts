/** Pictures and texts of the diagram as it is on screen, with what is highlighted. */
import {
  answersOf,
  badgeOf,
  type ExportFormat,
  type Highlights,
  toDot,
  toJson,
  toSvg,
  toTikz,
} from "cidery";
import { useScene } from "../canvas/scene.ts";
import { session } from "../document.ts";
import { BADGE_CRITERIA, chosenCriteria } from "../panels/criteria.ts";
import { isTrivial } from "../panels/highlight.ts";
import { toast, useUi } from "../ui.ts";
import { download, fileName } from "./files.ts";
import { shareAddress } from "./link.ts";

export async function exportAs(format: ExportFormat): Promise<void> {
  const { scene } = useScene.getState();
  if (scene === undefined) return;
  const { diagram, layout } = scene;
  switch (format) {
    case "svg":
      download(fileName("svg"), svg(), "image/svg+xml");
      break;
    case "png": {
      const blob = await png();
      download(fileName("png"), blob, "image/png");
      break;
    }
    case "pdf":
      window.print();
      return;
    case "tikz":
      download(fileName("tex"), toTikz(diagram, layout, { link: shareAddress() }), "text/x-tex");
      break;
    case "dot":
      download(fileName("dot"), toDot(diagram), "text/vnd.graphviz");
      break;
    case "json":
      download(fileName("json"), JSON.stringify(toJson(diagram), null, 2), "application/json");
      break;
  }
  toast(`Exported ${fileName(format === "tikz" ? "tex" : format)}`);
}

export async function copyImage(): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png() })]);
    toast("The picture is in the clipboard");
  } catch {
    toast("This browser does not let pages copy pictures; export as PNG instead", {
      tone: "trouble",
    });
  }
}

export function tikzText(): string | undefined {
  const { scene } = useScene.getState();
  return scene && toTikz(scene.diagram, scene.layout, { link: shareAddress() });
}

function svg(theme: "light" | "auto" = "auto"): string {
  const { scene } = useScene.getState();
  if (scene === undefined) throw new Error("there is no diagram yet");
  return toSvg(scene.diagram, scene.layout, {
    source: session.state().text,
    theme,
    highlights: shownHighlights(),
  });
}

function shownHighlights(): Highlights {
  const { scene } = useScene.getState();
  const { overlay, criterion, agent } = useUi.getState();
  if (scene === undefined || !overlay) return {};
  const seen = new Set<string>();
  const criteria = chosenCriteria(criterion, BADGE_CRITERIA);
  const badges = answersOf(scene.diagram)
    .verdictsOf(criteria)
    .flatMap((verdict) => {
      if (verdict.verdict !== "present") return [];
      if (agent !== undefined && verdict.agent !== agent) return [];
      const badge = badgeOf(verdict);
      const key = `${badge?.node} ${badge?.text}`;
      if (badge === undefined || isTrivial(scene.diagram, verdict) || seen.has(key)) return [];
      seen.add(key);
      return [badge];
    });
  return { badges };
}

/** Twice the size of the drawing, on white. */
async function png(): Promise<Blob> {
  const source = svg("light");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser cannot draw");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large"))),
      "image/png",
    );
  });
}
