/**
 * A model as text for other programs: the functions behind the export menu. What is lit and badged
 * on screen comes in as highlights, so a picture shows what the reader saw; what is folded away in
 * the layout is folded away in the picture. DOT and JSON always hold the whole model; DOT has the
 * lit path, JSON holds nothing of how it is looked at.
 */
import type { Highlights, Layout, Theme } from "../draw/index.ts";
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { toDot, toSvg, toTikz } from "../draw/index.ts";
import { toJson } from "../language/index.ts";

/** An exported text, with file ending and media type. */
export interface TextExport {
  readonly content: string;
  /** Of the file name, without the dot. */
  readonly ending: string;
  /** Media type. */
  readonly type: string;
}

/** What an export is made of. */
export interface ExportSource {
  readonly diagram: InfluenceDiagram;
  readonly layout: Layout;
  /** The `.cid` text, put inside an SVG. */
  readonly text: string;
  /** Address of the model, written into TikZ. */
  readonly link: string;
  readonly highlights?: Highlights;
  /** Of an SVG; "auto" (default) follows the reader's setting. */
  readonly theme?: Theme;
}

/** Formats that are text and need no browser, in the order of the menu. */
export const TEXT_FORMATS = ["svg", "tikz", "dot", "json"] as const;
/** The export formats that are text. */
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** A diagram in a text format. */
export function exportText(format: TextFormat, source: ExportSource): TextExport {
  const { diagram, layout, text, link, theme = "auto" } = source;
  const highlights = onDrawnNodes(layout, source.highlights ?? {});
  switch (format) {
    case "svg": {
      const content = toSvg(diagram, layout, { source: text, theme, highlights });
      return { content, ending: "svg", type: "image/svg+xml" };
    }
    case "tikz":
      return {
        content: toTikz(diagram, layout, { link, highlights }),
        ending: "tex",
        type: "text/x-tex",
      };
    case "dot":
      // Of the whole model, so nothing stands for anything else.
      return {
        content: toDot(diagram, { highlights: source.highlights ?? {} }),
        ending: "dot",
        type: "text/vnd.graphviz",
      };
    case "json":
      return {
        content: `${JSON.stringify(toJson(diagram), null, 2)}\n`,
        ending: "json",
        type: "application/json",
      };
  }
}

/** In a picture of one step, what is pointed out is shown on the nodes that stand for others. */
function onDrawnNodes({ steps }: Layout, highlights: Highlights): Highlights {
  if (steps === undefined) return highlights;
  const drawn = (id: NodeId): NodeId => steps.get(id)?.node ?? id;
  const seen = new Set<string>();
  const badges = (highlights.badges ?? [])
    .map((badge) => ({ ...badge, node: drawn(badge.node) }))
    .filter(({ node, text }) => !seen.has(`${node} ${text}`) && seen.add(`${node} ${text}`));
  const paths = (highlights.paths ?? []).map((path) => ({ ...path, nodes: path.nodes.map(drawn) }));
  return { ...highlights, badges, paths };
}
