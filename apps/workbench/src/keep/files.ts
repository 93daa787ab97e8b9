/** Real files: open, save, drop. Where the browser can, saving writes to the file that was opened. */
import { modelInFile } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { toast } from "../state/ui.ts";
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
  const picker = (window as PickerWindow).showOpenFilePicker;
  if (picker !== undefined) {
    try {
      const [handle] = await picker({
        types: [
          {
            description: "Cidery models",
            accept: {
              "text/plain": [".cid"],
              "image/svg+xml": [".svg"],
              "application/json": [".json"],
              "text/x-tex": [".tex"],
            },
          },
        ],
      });
      if (handle === undefined) return;
      if (await readFile(await handle.getFile()))
        opened = handle.name.endsWith(".cid") ? handle : undefined;
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) complain(error);
    }
    return;
  }
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".cid,.svg,.json,.tex,text/plain";
  input.onchange = () => {
    const file = input.files?.[0];
    if (file !== undefined) void readFile(file);
  };
  input.click();
}

/** Reads a dropped or chosen file into the document. Returns whether it could. */
export async function readFile(file: File): Promise<boolean> {
  if (file.size > LARGEST_FILE) {
    toast(`${file.name} has ${Math.round(file.size / 1e6)} MB; models of up to 20 MB are opened`, {
      tone: "trouble",
    });
    return false;
  }
  try {
    const content = await file.text();
    const read = modelInFile(file.name, content, __ENGINE__);
    if (!read.ok) {
      toast(read.diagnostics[0]?.message ?? `${file.name} holds no model`, { tone: "trouble" });
      return false;
    }
    opened = undefined;
    const name = file.name.replace(/\.(?:svg|json|tex)$/u, ".cid");
    openDocument({ text: fromFile(read.value, name), file: name }, `open ${file.name}`);
    toast(`Opened ${file.name}`, { action: { title: "Undo", run: () => void session.undo() } });
    return true;
  } catch (error) {
    complain(error);
    return false;
  }
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
