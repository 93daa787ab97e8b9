/** Quoting for the formats drawings are written in. */

/** Text for XML content and double-quoted attributes; characters XML forbids are dropped. */
export function xml(text: string): string {
  let result = "";
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (character === "&") result += "&amp;";
    else if (character === "<") result += "&lt;";
    else if (character === ">") result += "&gt;";
    else if (character === '"') result += "&quot;";
    else if (character === "\r") result += "&#13;";
    else if (isXmlCharacter(code)) result += character;
  }
  return result;
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** The text `xml` came from, but for dropped characters. */
export function fromXml(escaped: string): string {
  return escaped
    .replaceAll("&#13;", "\r")
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

const LATEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
};

/** Text for LaTeX' text mode. Line ends become spaces. */
export function latex(text: string): string {
  let result = "";
  for (const character of text.replaceAll(/\s+/gu, " ")) result += LATEX[character] ?? character;
  return result;
}

/** A double-quoted DOT string. */
export function dotString(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
