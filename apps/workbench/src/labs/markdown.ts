/** Markdown to HTML for pages of this repository: headings two levels down, no raw HTML. */
import { Marked } from "marked";

const reader = new Marked({
  gfm: true,
  renderer: {
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 2);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    html: ({ text }) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;"),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      // Files of the repository are not on the page's host.
      return href.startsWith("https://")
        ? `<a href="${encodeURI(href)}" target="_blank" rel="noopener">${words}</a>`
        : words;
    },
  },
});

/** The page without its first heading, which stands above it already. */
export function toHtml(markdown: string): string {
  return reader.parse(markdown.replace(/^\s*#\s[^\n]*\n/u, ""), { async: false });
}
