/** Real files: open, save, drop. Where the browser can, saving writes to the file that was opened. */
import type { Diagnostic } from "@cidery/core";
import { modelInFile } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { openDocument } from "./documents.ts";
import { fromFile, toFile } from "./lineEnds.ts";

/** Larger files are refused with a word; the document stays as it is. */
const LARGEST_FILE = 20_000_000;

/** The file of the File System Access API that was opened, where there is one. */
let opened: FileSystemFileHandle | undefined;

interface PickerWindow {
  readonly showOpenFilePicker?: (options: object) => Promise<FileSystemFileHandle[]>;
}

export async function openFile(): Promise<void> {
  // Any file may be chosen: what it is shows in its content, not in its ending.
  const picker = (window as PickerWindow).showOpenFilePicker;
  if (picker !== undefined) {
    try {
      const handles = await picker({ multiple: true });
      const files = await Promise.all(handles.map((handle) => handle.getFile()));
      const [handle] = handles;
      if (await readFiles(files))
        opened =
          handles.length === 1 && handle?.name.endsWith(".cid") === true ? handle : undefined;
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) complain(error);
    }
    return;
  }
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.onchange = () => void readFiles([...(input.files ?? [])]);
  input.click();
}

/** Files that come beside a model, and are not models themselves. */
const COMPANION = /\.(?:id|pvo)(?:\.gz)?$/iu;

/**
 * Reads dropped or chosen files into the document: one model, with the files that belong to it.
 * Returns whether it could.
 */
export async function readFiles(files: readonly File[]): Promise<boolean> {
  const models = files.length === 1 ? files : files.filter(({ name }) => !COMPANION.test(name));
  const [file, ...more] = models;
  if (file === undefined) return false;
  const large = files.find(({ size }) => size > LARGEST_FILE);
  if (large !== undefined) {
    toast(
      `${large.name} has ${Math.round(large.size / 1e6)} MB; models of up to 20 MB are opened`,
      { tone: "trouble" },
    );
    return false;
  }
  if (more.length > 0) {
    toast(`${models.length} models at once: drop one`, { tone: "trouble" });
    return false;
  }
  try {
    const bytes = async (one: File): Promise<Uint8Array> => new Uint8Array(await one.arrayBuffer());
    const others = new Map(
      await Promise.all(
        files.flatMap((one) =>
          one === file ? [] : [bytes(one).then((b) => [one.name, b] as const)],
        ),
      ),
    );
    const content = await bytes(file);
    const read = await modelInFile({ name: file.name, content, others }, __ENGINE__);
    if (!read.ok) {
      toast(whatIsWrong(read.diagnostics, file.name), { tone: "trouble" });
      return false;
    }
    opened = undefined;
    const name = file.name.endsWith(".cid") ? file.name : `${stemOf(file.name)}.cid`;
    openDocument({ text: fromFile(read.value, name), file: name }, `open ${file.name}`, "own");
    toast(`Opened ${file.name}`, { action: undoOffer() });
    const warnings = read.diagnostics.filter(({ severity }) => severity === "warning");
    if (warnings.length > 0) toast(whatIsWrong(warnings, file.name), { tone: "trouble" });
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
}

/** The first message, and how many more there are. */
function whatIsWrong(diagnostics: readonly Diagnostic[], name: string): string {
  const [first] = diagnostics;
  if (first === undefined) return `${name} holds no model`;
  const hint = first.hint === undefined ? "" : `. ${first.hint}`;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : "";
  return `${first.message}${hint}${more}`;
}

function stemOf(name: string): string {
  return name.replace(/\.gz$/iu, "").replace(/(?<=.)\.[^.]*$/u, "");
}

export async function saveFile(): Promise<void> {
  const { file } = session.state();
  const text = toFile(session.state().text, file);
  if (opened !== undefined && opened.name === file) {
    try {
      const stream = await opened.createWritable();
      await stream.write(text);
      await stream.close();
      toast(`Saved ${opened.name}`);
      return;
    } catch (error) {
      complain(error);
    }
  }
  download(fileName("cid"), text, "text/plain");
}

/** The document's name with another ending. */
export function fileName(ending: string): string {
  const { file, good } = session.state();
  const title = good?.diagram.header.title?.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  const stem =
    file
      ?.split("/")
      .at(-1)
      ?.replace(/\.cid$/u, "") ??
    title ??
    "model";
  return `${stem || "model"}.${ending}`;
}

export function download(name: string, content: string | Blob, type: string): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function complain(error: unknown): void {
  toast(error instanceof Error ? error.message : String(error), { tone: "trouble" });
}
