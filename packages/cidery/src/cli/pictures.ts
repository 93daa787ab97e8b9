/**
 * SVG as a picture file of the kind its name ends in. PNG is drawn by resvg, twice as large as the SVG
 * says and on white, with the fonts of the machine; it is loaded only when a PNG is wanted.
 */
import { extname } from "node:path";
import { BadInput } from "./terminal.ts";

/** @throws BadInput unless the name ends in .svg or .png; ask before the work, not after it */
export function pictureKind(name: string): "svg" | "png" {
  const ending = extname(name).toLowerCase();
  if (ending === ".svg") return "svg";
  if (ending === ".png") return "png";
  throw new BadInput(`the ending of ${name} is not that of a picture`, "use .svg or .png");
}

export async function pictureOf(svg: string, name: string): Promise<string | Uint8Array> {
  return pictureKind(name) === "svg" ? svg : await pngOf(svg);
}

export async function pngOf(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const picture = new Resvg(svg, {
    background: "white",
    fitTo: { mode: "zoom", value: 2 },
    font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" },
  });
  return picture.render().asPng();
}
