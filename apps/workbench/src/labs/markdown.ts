/** Markdown to HTML for pages of this repository: headings as deep as their place, no raw HTML. */
import { Marked, type MarkedExtension, type Renderer, type Tokens } from "marked";

const OPTIONS: MarkedExtension = {
  gfm: true,
  renderer: {
    html: ({ text }) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;"),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      // Files of the repository are not on the page's host.
      return href.startsWith("https://")
        ? `<a href="${encodeURI(href)}" target="_blank" rel="noopener">${words}</a>`
        : words;
    },
  },
};

/**
 * The page without its first heading, which stands above it already.
 * @param above level of that heading: none is left out below it, for those who go from heading to heading
 */
export function toHtml(markdown: string, above: 2 | 3 = 3): string {
  const deeper = {
    heading(this: Renderer, { tokens, depth }: Tokens.Heading): string {
      const level = Math.min(6, depth + above - 1);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
  };
  return new Marked(OPTIONS, { renderer: deeper }).parse(markdown.replace(/^\s*#\s[^\n]*\n/u, ""), {
    async: false,
  });
}
