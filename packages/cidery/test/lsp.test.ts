/** An editor's conversation with `cidery lsp`, as its client has it, over streams. */
import { PassThrough } from "node:stream";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type {
  CodeAction,
  CompletionItem,
  Connection,
  Diagnostic,
  Hover,
  InitializeResult,
  Location,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serveLanguage } from "../src/cli/languageServer.ts";

const URI = "untitled:model.cid";
const MODEL = `chance Rain "will it rain" : bool ~ { true: 0.3, false: 0.7 }
decision Umbrella : { take, leave } sees Rain
utility Dry = if Rain and Umbrella == leave then 0 else 1
claim info(Umbrella, Rain)
claim value == 2
`;

let client: ProtocolConnection;
let server: Connection;
let marks: (uri: string) => Promise<readonly Diagnostic[]>;

beforeEach(async () => {
  const [up, down] = [new PassThrough(), new PassThrough()];
  server = createConnection(up, down);
  serveLanguage(server);
  server.listen();
  client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const said = new Map<string, Diagnostic[]>();
  const heard = new Set<() => void>();
  client.onNotification(
    "textDocument/publishDiagnostics",
    (note: { uri: string; diagnostics: Diagnostic[] }) => {
      said.set(note.uri, note.diagnostics);
      for (const tell of heard) tell();
    },
  );
  marks = async (uri) => {
    while (!said.has(uri))
      await new Promise<void>((resolve) => {
        heard.add(resolve);
      });
    const found = said.get(uri) ?? [];
    said.delete(uri);
    return found;
  };
  client.listen();
  await client.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  await client.sendNotification("initialized", {});
});
afterEach(async () => {
  await client.sendRequest("shutdown");
  client.dispose();
  server.dispose();
});

const open = (text: string, uri = URI): Promise<void> =>
  client.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "cid", version: 1, text },
  });

const change = (text: string): Promise<void> =>
  client.sendNotification("textDocument/didChange", {
    textDocument: { uri: URI, version: 2 },
    contentChanges: [{ text }],
  });

/** Line and column of the n-th place where words stand. */
function at(text: string, words: string, nth = 0): { line: number; character: number } {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = text.indexOf(words, offset + 1);
  return TextDocument.create(URI, "cid", 1, text).positionAt(offset);
}

const ask = <T>(method: string, position: object, more: object = {}): Promise<T> =>
  client.sendRequest<T>(`textDocument/${method}`, {
    textDocument: { uri: URI },
    position,
    ...more,
  });

function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create(URI, "cid", 1, text), [...edits]);
}

describe("mistakes and claims", () => {
  it("a claim that fails is marked at its place, one that holds is not", async () => {
    await open(MODEL);
    const found = await marks(URI);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: "claim-fails", range: { start: { line: 4 } } });
    expect(found[0]?.message).toContain("1");
    // Nor is it taken back a moment later.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.sendNotification("textDocument/didSave", { textDocument: { uri: URI } });
    expect((await marks(URI)).map(({ code }) => code)).toEqual(["claim-fails"]);
  });

  it("while somebody types, mistakes of the text and of the graph are marked", async () => {
    await open(MODEL);
    await marks(URI);
    await change(MODEL.replace("sees Rain", "sees Rian"));
    const [mistake] = await marks(URI);
    expect(mistake?.message).toContain("Rain");
    expect(mistake?.range).toEqual({
      start: at(MODEL, "Rain", 1),
      end: { line: 1, character: at(MODEL, "Rain", 1).character + 4 },
    });
    await change(MODEL.replace("claim info", "claim not info"));
    expect((await marks(URI)).map(({ code }) => code)).toEqual(["claim-fails"]);
  });

  it("a quick fix is the edit that mends the text", async () => {
    const wrong = MODEL.replace("sees Rain", "sees Rian");
    await open(wrong);
    const [mistake] = await marks(URI);
    const actions = await client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: URI },
      range: mistake?.range,
      context: { diagnostics: [] },
    });
    const fixed = actions.map(({ edit }) => applied(wrong, edit?.changes?.[URI] ?? []));
    expect(fixed).toContain(MODEL);
  });

  it("quick fixes are those of the marks that are shown, whatever became of other files", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cidery-lsp-"));
    try {
      writeFileSync(join(folder, "base.cid"), MODEL);
      const uri = pathToFileURL(join(folder, "model.cid")).href;
      await open('extends "base.cid"\nchance Wet from Rian\n', uri);
      const [mistake] = await marks(uri);
      expect(mistake?.message).toContain("Rain");
      rmSync(join(folder, "base.cid"));
      const actions = await client.sendRequest<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: mistake?.range,
        context: { diagnostics: [] },
      });
      expect(actions.map(({ title }) => title).join()).toContain("Rain");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("a model extends files of its own folder, and no others", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cidery-lsp-"));
    writeFileSync(join(folder, "base.cid"), MODEL.replace(/claim.*\n/gu, ""));
    const uri = pathToFileURL(join(folder, "model.cid")).href;
    await open('extends "base.cid"\nclaim not info(Umbrella, Rain)\n', uri);
    expect((await marks(uri)).map(({ code, range }) => [code, range.start.line])).toEqual([
      ["claim-fails", 1],
    ]);
    const other = pathToFileURL(join(folder, "other.cid")).href;
    await open('extends "../secret.cid"\n', other);
    expect((await marks(other))[0]?.message).toContain("outside the folder");
    rmSync(folder, { recursive: true });
  });

  it("a text that is closed has no marks", async () => {
    await open(MODEL);
    await marks(URI);
    await client.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
    expect(await marks(URI)).toEqual([]);
  });
});

describe("names", () => {
  it("completes what could stand there", async () => {
    await open(`${MODEL}claim voi_value(Umb`);
    const items = await ask<CompletionItem[]>("completion", { line: 5, character: 19 });
    expect(items.map(({ label }) => label)).toContain("Umbrella");
  });

  it("says what a name is, where it is declared and where it stands", async () => {
    await open(MODEL);
    const place = at(MODEL, "Rain", 2);
    const hover = await ask<Hover>("hover", place);
    expect(JSON.stringify(hover.contents)).toContain("will it rain");
    const definition = await ask<Location>("definition", place);
    expect(definition.range.start).toEqual(at(MODEL, "Rain"));
    const all = await ask<Location[]>("references", place, {
      context: { includeDeclaration: true },
    });
    expect(all.map(({ range }) => range.start.line)).toEqual([0, 1, 2, 3]);
  });

  it("renames everywhere, and says why it cannot", async () => {
    await open(MODEL);
    const edit = await ask<WorkspaceEdit>("rename", at(MODEL, "Rain", 1), { newName: "Wet" });
    const text = applied(MODEL, edit.changes?.[URI] ?? []);
    expect(text).toBe(MODEL.replaceAll("Rain", "Wet"));
    await expect(ask("rename", at(MODEL, "Rain"), { newName: "Dry" })).rejects.toThrow(/Dry/u);
    expect(await ask("prepareRename", at(MODEL, "chance"))).toBeNull();
  });

  it("lists what a text declares", async () => {
    await open(MODEL);
    const symbols = await ask<{ name: string }[]>("documentSymbol", {});
    expect(symbols.map(({ name }) => name)).toEqual(["Rain", "Umbrella", "Dry"]);
  });
});

describe("the text", () => {
  it("is laid out as cidery fmt does, keeping Windows line ends", async () => {
    const untidy = "chance   X:bool~uniform\r\n// kept\r\n";
    await open(untidy);
    const edits = await ask<TextEdit[]>("formatting", {}, { options: {} });
    expect(applied(untidy, edits)).toBe("chance X : bool ~ uniform\r\n// kept\r\n");
  });

  it("has colours for every name, also over several lines", async () => {
    await open('note "one\ntwo"\nchance X\n');
    const { data } = await client.sendRequest<SemanticTokens>("textDocument/semanticTokens/full", {
      textDocument: { uri: URI },
    });
    const rows = Array.from({ length: data.length / 5 }, (_, i) => data.slice(5 * i, 5 * i + 5));
    // note, "one, two", chance, X (a declaration)
    expect(rows.map(([, , length, , modifiers]) => [length, modifiers])).toEqual([
      [4, 0],
      [4, 0],
      [4, 0],
      [6, 0],
      [1, 1],
    ]);
  });
});
