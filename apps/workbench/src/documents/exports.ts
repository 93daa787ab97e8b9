/** Pictures and texts of the diagram as it is on screen, with what is highlighted. */
import { badgeOf, criterionNamed, type InfluenceDiagram } from "@cidery/core";
import { type Highlights, layoutDiagramNow } from "@cidery/core/draw";
import {
  answersOf,
  type ExportFormat,
  exportText,
  type TextExport,
  type TextFormat,
} from "@cidery/core/session";
import { shownOptions, useScene } from "../canvas/scene.ts";
import { session } from "../state/document.ts";
import { BADGE_CRITERIA, chosenCriteria } from "../state/criteria.ts";
import { isTrivial, shownVerdict } from "../state/highlight.ts";
import { heldIn } from "../state/holding.ts";
import { type Folding, toast, useUi } from "../state/ui.ts";
import { download, fileName } from "./files.ts";
import { shareAddress } from "./link.ts";

/** What of the screen goes into a picture. */
export interface PictureOptions {
  readonly badges: boolean;
  /** The path of the verdict that is pinned or pointed at. */
  readonly path: boolean;
  readonly folded: Folding;
}

/** The picture as it is on screen. */
export function asShown(): PictureOptions {
  const { overlay, folded } = useUi.getState();
  return { badges: overlay, path: true, folded };
}

export async function exportAs(format: ExportFormat, options = asShown()): Promise<void> {
  if (useScene.getState().scene === undefined) return;
  if (format === "pdf") {
    window.print();
    return;
  }
  if (format === "png") download(fileName("png"), await png(options), "image/png");
  else {
    const { content, ending, type } = textOf(format, options);
    download(fileName(ending), content, type);
  }
  toast(`Exported ${fileName(format === "tikz" ? "tex" : format)}`);
}

export async function copyImage(): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png(asShown()) })]);
    toast("The picture was copied to the clipboard");
  } catch {
    toast("This browser does not let pages copy pictures; export as PNG instead", {
      tone: "trouble",
    });
  }
}

export function tikzText(): string | undefined {
  return session.state().good && textOf("tikz", asShown()).content;
}

/** @throws Error when there is no diagram yet */
export function textOf(
  format: TextFormat,
  options: PictureOptions,
  theme: "light" | "auto" = "auto",
): TextExport {
  const diagram = session.state().good?.diagram;
  if (diagram === undefined) throw new Error("there is no diagram yet");
  // The picture on screen may still be of the text before.
  const { scene } = useScene.getState();
  const layout =
    scene?.diagram === diagram && options.folded === useUi.getState().folded
      ? scene.layout
      : layoutDiagramNow(diagram, { ...shownOptions(), foldTemplates: options.folded });
  return exportText(format, {
    diagram,
    layout,
    text: session.state().text,
    link: shareAddress(),
    theme,
    highlights: {
      ...(options.badges && shownBadges(diagram)),
      ...(options.path && { paths: shownVerdict(diagram)?.highlights.paths ?? [] }),
    },
  });
}

/** The badges on screen, and what they mean. */
function shownBadges(diagram: InfluenceDiagram): Pick<Highlights, "badges" | "badgeLegend"> {
  const { criterion, agent, holding } = useUi.getState();
  const seen = new Set<string>();
  const meanings = new Map<string, NonNullable<Highlights["badgeLegend"]>[number]>();
  const criteria = chosenCriteria(criterion, BADGE_CRITERIA);
  const badges = answersOf(diagram)
    .verdictsOf(criteria, heldIn(diagram, holding))
    .flatMap((verdict) => {
      if (verdict.kind !== "present") return [];
      if (agent !== undefined && verdict.agent !== agent) return [];
      const badge = badgeOf(verdict);
      const key = `${badge?.node} ${badge?.text}`;
      if (badge === undefined || isTrivial(diagram, verdict) || seen.has(key)) return [];
      seen.add(key);
      const { text, tone } = badge;
      const meaning = criterionNamed(verdict.criterion)?.title.toLowerCase() ?? verdict.criterion;
      meanings.set(text, { text, tone, meaning });
      return [badge];
    });
  return { badges, badgeLegend: [...meanings.values()] };
}

/** Twice the size of the drawing, on white. */
async function png(options: PictureOptions): Promise<Blob> {
  const source = textOf("svg", options, "light").content;
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
