/**
 * Line ends. The editor counts a line end as one character, so the document on screen has `\n` only;
 * a file that came with `\r\n` is written back with `\r\n`. Which files did is remembered by name.
 */
const windowsFiles = new Set<string>();

/** The text for the screen; remembers how the file's lines end. */
export function fromFile(text: string, file: string): string {
  const windows = /\r\n/u.test(text);
  if (windows) windowsFiles.add(file);
  else windowsFiles.delete(file);
  return onScreen(text);
}

/** The text for the file, with the line ends it came with. */
export function toFile(text: string, file: string | undefined): string {
  return file !== undefined && windowsFiles.has(file) ? text.replaceAll("\n", "\r\n") : text;
}

export function onScreen(text: string): string {
  return text.replaceAll(/\r\n?/gu, "\n");
}
