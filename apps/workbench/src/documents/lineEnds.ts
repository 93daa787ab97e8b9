/**
 * Line ends. The editor counts a line end as one character, so the document on screen has `\n` only;
 * a file is written back with the line ends it came with, which are remembered by its name.
 */
import { type FileForm, readFileForm, writeFileForm } from "@cidery/core/session";

const forms = new Map<string, FileForm>();

/** The text for the screen; remembers how the file's lines end. */
export function fromFile(stored: string, file: string): string {
  const { text, form } = readFileForm(stored);
  forms.set(file, form);
  return text;
}

/** The text for the file, with the line ends it came with. */
export function toFile(text: string, file: string | undefined): string {
  const form = file === undefined ? undefined : forms.get(file);
  return form === undefined ? text : writeFileForm(text, form);
}

export function onScreen(text: string): string {
  return text.replaceAll(/\r\n?/gu, "\n");
}
