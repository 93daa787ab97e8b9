/** The model inside a drawing. Apart from what draws: whoever only opens drawings does without it. */
import { fromXml } from "./escapeText.ts";

/** Of the element that holds the text. */
export const SOURCE_NAMESPACE = "https://cidery.dev/ns/source";

/** The model text a drawing was made from, if it carries one. */
export function sourceInSvg(svg: string): string | undefined {
  const match = new RegExp(`<source xmlns="${SOURCE_NAMESPACE}"[^>]*>([^<]*)</source>`, "u").exec(
    svg,
  );
  return match?.[1] === undefined ? undefined : fromXml(match[1]);
}
