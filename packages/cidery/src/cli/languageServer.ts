/**
 * What editors ask of Cidery over the Language Server Protocol: mistakes at their places with quick
 * fixes, claims that fail, completion, hover, definitions, references, renaming, layout and colours.
 * All answers come from the functions that the workbench's own editor asks.
 */
import type {
  CodeAction,
  Connection,
  InitializeResult,
  Diagnostic as Mark,
  Location,
  Range,
  TextEdit,
} from "vscode-languageserver/node";
import type { Diagnostic, SyntaxTree, TextRange } from "@cidery/core";
import { dirname } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  ErrorCodes,
  MarkupKind,
  ResponseError,
  SymbolKind,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { formatModel, loadModel, parse } from "@cidery/core";
import { claimChecker, solveEngine } from "@cidery/core/check";
import {
  changeBetween,
  completionsAt,
  createSession,
  definitionAt,
  hoverAt,
  nameAt,
  occurrencesIn,
  referencesAt,
  renameAt,
} from "@cidery/core/session";
import { AbortedError, stopAfter, withSignal } from "@cidery/core/tasks";
import { extending } from "./extending.ts";
import { SEMANTIC_LEGEND, semanticTokens } from "./semanticTokens.ts";
import { VERSION } from "./version.ts";

/** A longer text gets diagnostics, but no help with names: each answer reads all of it. */
const LONGEST = 300_000;
/** Milliseconds that claims about numbers may take while somebody edits. */
const CLAIM_TIME = 1_000;
/** Milliseconds without a key before a text is read. */
const PAUSE = 150;

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

const KINDS = {
  variable: CompletionItemKind.Variable,
  parameter: CompletionItemKind.Constant,
  agent: CompletionItemKind.Class,
  type: CompletionItemKind.Enum,
  function: CompletionItemKind.Function,
  label: CompletionItemKind.EnumMember,
  local: CompletionItemKind.Variable,
  builtin: CompletionItemKind.Function,
  predicate: CompletionItemKind.Operator,
  unknown: CompletionItemKind.Text,
  keyword: CompletionItemKind.Keyword,
} as const;

const SYMBOLS = {
  variable: SymbolKind.Variable,
  parameter: SymbolKind.Constant,
  agent: SymbolKind.Class,
  type: SymbolKind.Enum,
  function: SymbolKind.Function,
} as const;

const CAPABILITIES: InitializeResult = {
  serverInfo: { name: "cidery", version: VERSION },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: {},
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    documentFormattingProvider: true,
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    semanticTokensProvider: { legend: SEMANTIC_LEGEND, full: true },
  },
};

/** Answers on this connection; the caller starts it by `listen()`. */
export function serveLanguage(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize(() => CAPABILITIES);
  const trees = new WeakMap<TextDocument, { version: number; tree: SyntaxTree }>();

  /** The document with its syntax; undefined when it is unknown or too long to be helped with. */
  const read = (uri: string): Asked | undefined => {
    const document = documents.get(uri);
    if (document === undefined) return undefined;
    const text = document.getText();
    if (text.length > LONGEST) return undefined;
    const known = trees.get(document);
    const tree = known?.version === document.version ? known.tree : parse(text);
    trees.set(document, { version: document.version, tree });
    return { document, text, tree };
  };

  publishDiagnostics(connection, documents);
  answerAboutNames(connection, read);
  answerAboutTexts(connection, documents, read);
  documents.listen(connection);
}

interface Asked {
  readonly document: TextDocument;
  readonly text: string;
  readonly tree: SyntaxTree;
}
type Reader = (uri: string) => Asked | undefined;

function publishDiagnostics(connection: Connection, documents: TextDocuments<TextDocument>): void {
  const waiting = new Map<string, NodeJS.Timeout>();
  const lastTexts = new Map<string, string>();
  const forget = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
  };
  const publish = (document: TextDocument, withNumbers: boolean): void => {
    forget(document.uri);
    lastTexts.set(document.uri, document.getText());
    void connection.sendDiagnostics({
      uri: document.uri,
      version: document.version,
      diagnostics: marksOf(document, withNumbers),
    });
  };
  // Claims about numbers are checked when a text is opened or saved, not at every key.
  documents.onDidOpen(({ document }) => publish(document, true));
  documents.onDidSave(({ document }) => publish(document, true));
  documents.onDidChangeContent(({ document }) => {
    // A text that was just opened is told of as changed, too.
    if (lastTexts.get(document.uri) === document.getText()) return;
    forget(document.uri);
    waiting.set(
      document.uri,
      setTimeout(() => publish(document, false), PAUSE),
    );
  });
  documents.onDidClose(({ document }) => {
    forget(document.uri);
    lastTexts.delete(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  connection.onShutdown(() => [...waiting.keys()].forEach(forget));
}

/** Mistakes of a text, and its claims that do not hold. */
function marksOf(document: TextDocument, withNumbers: boolean): Mark[] {
  const loaded = reading(document);
  const marks = loaded.diagnostics.map((diagnostic) => markOf(document, diagnostic));
  const { diagram, places } = loaded;
  if (diagram === undefined || places === undefined) return marks;
  const mark = (index: number, severity: DiagnosticSeverity, code: string, message: string): void =>
    void marks.push({
      range: rangeIn(document, places.claims[index]),
      severity,
      code,
      source: "cidery",
      message,
    });
  const signal = stopAfter(CLAIM_TIME, () => performance.now());
  const check = claimChecker(diagram, withNumbers ? { exact: solveEngine } : {});
  diagram.claims.forEach((claim, index) => {
    if (places.claims[index] === undefined) return;
    try {
      const result = withSignal(signal, () => check(claim));
      if (result.outcome === "fails" || result.outcome === "error")
        mark(index, DiagnosticSeverity.Warning, `claim-${result.outcome}`, result.explanation);
    } catch (error) {
      if (!(error instanceof AbortedError)) throw error;
      const why = `not checked within ${CLAIM_TIME / 1_000} s here; \`cidery check\` takes its time`;
      mark(index, DiagnosticSeverity.Information, "claim-not-checked", why);
    }
  });
  return marks;
}

interface Reading {
  readonly version: number;
  readonly loaded: ReturnType<typeof loadModel>;
}
const readings = new WeakMap<TextDocument, Reading>();

/** The model of a text, as its marks were last published where that is of this version. */
function published(document: TextDocument): ReturnType<typeof loadModel> {
  const known = readings.get(document);
  return known?.version === document.version ? known.loaded : reading(document);
}

/** The model of a text; files that it extends are read again. */
function reading(document: TextDocument): ReturnType<typeof loadModel> {
  const path = pathOf(document.uri);
  const loaded =
    path === undefined
      ? loadModel(document.getText())
      : loadModel(document.getText(), { file: path, resolve: extending([dirname(path)]) });
  readings.set(document, { version: document.version, loaded });
  return loaded;
}

/** The file behind an address; undefined for what is not on disk (untitled:, git:). */
function pathOf(uri: string): string | undefined {
  return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
}

function markOf(document: TextDocument, diagnostic: Diagnostic): Mark {
  const { code, severity, message, hint, related = [], file } = diagnostic;
  const elsewhere = file !== undefined && file !== pathOf(document.uri);
  const words = elsewhere ? `${file}: ${message}` : message;
  return {
    range: rangeIn(document, elsewhere ? undefined : diagnostic.range),
    severity: SEVERITIES[severity],
    code,
    source: "cidery",
    message: hint === undefined ? words : `${words}\n${hint}`,
    relatedInformation: related.flatMap((place) =>
      place.range === undefined || (place.file !== undefined && place.file !== file)
        ? []
        : [
            {
              location: {
                uri: file === undefined ? document.uri : pathToFileURL(file).href,
                range: rangeIn(document, place.range),
              },
              message: place.message,
            },
          ],
    ),
  };
}

/** The place in lines and columns; the first character for what is about the whole text. */
function rangeIn(document: TextDocument, range: TextRange = { start: 0, end: 0 }): Range {
  return { start: document.positionAt(range.start), end: document.positionAt(range.end) };
}

function answerAboutNames(connection: Connection, read: Reader): void {
  connection.onCompletion(({ textDocument, position }) => {
    const asked = read(textDocument.uri);
    if (asked === undefined) return [];
    const { document, text, tree } = asked;
    const { range, items } = completionsAt(text, document.offsetAt(position), tree);
    return items.map(({ label, kind, detail }, index) => ({
      label,
      kind: KINDS[kind],
      detail,
      // The library puts the likely ones first.
      sortText: String(index).padStart(5, "0"),
      textEdit: { range: rangeIn(document, range), newText: label },
    }));
  });
  connection.onHover(({ textDocument, position }) => {
    const asked = read(textDocument.uri);
    if (asked === undefined) return null;
    const { document, text, tree } = asked;
    const found = hoverAt(text, document.offsetAt(position), tree);
    if (found === undefined) return null;
    return {
      range: rangeIn(document, found.range),
      contents: { kind: MarkupKind.PlainText, value: found.text },
    };
  });
  connection.onDefinition(({ textDocument, position }) => {
    const asked = read(textDocument.uri);
    if (asked === undefined) return null;
    const { document, text, tree } = asked;
    const found = definitionAt(text, document.offsetAt(position), tree);
    return found === undefined ? null : { uri: document.uri, range: rangeIn(document, found) };
  });
  const mentions = (uri: string, position: Parameters<TextDocument["offsetAt"]>[0]): Location[] => {
    const asked = read(uri);
    if (asked === undefined) return [];
    const { document, text, tree } = asked;
    return referencesAt(text, document.offsetAt(position), tree).map((range) => ({
      uri,
      range: rangeIn(document, range),
    }));
  };
  connection.onReferences(({ textDocument, position }) => mentions(textDocument.uri, position));
  connection.onDocumentHighlight(({ textDocument, position }) =>
    mentions(textDocument.uri, position).map(({ range }) => ({ range })),
  );
  answerRenaming(connection, read);
}

function answerRenaming(connection: Connection, read: Reader): void {
  connection.onPrepareRename(({ textDocument, position }) => {
    const asked = read(textDocument.uri);
    if (asked === undefined) return null;
    const found = nameAt(asked.tree, asked.document.offsetAt(position));
    return found === undefined
      ? null
      : { range: rangeIn(asked.document, found.range), placeholder: found.name };
  });
  connection.onRenameRequest(({ textDocument, position, newName }) => {
    const asked = read(textDocument.uri);
    if (asked === undefined) return null;
    const { document, text } = asked;
    const path = pathOf(document.uri);
    // A session knows all that a renaming moves: mentions, claims, pins.
    const session = createSession({
      text,
      now: () => 0,
      ...(path === undefined ? {} : { file: path, resolve: extending([dirname(path)]) }),
    });
    const result = renameAt(session, document.offsetAt(position), newName);
    if (!result.ok) throw new ResponseError(ErrorCodes.InvalidParams, result.reason);
    return { changes: { [document.uri]: editsTo(document, session.state().text) } };
  });
}

/** The one replaced stretch that makes a document this text; nothing where they are equal. */
function editsTo(document: TextDocument, after: string): TextEdit[] {
  const before = document.getText();
  if (before === after) return [];
  const { start, removed, inserted } = changeBetween(before, after);
  const range = rangeIn(document, { start, end: start + removed.length });
  return [{ range, newText: inserted }];
}

function answerAboutTexts(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  read: Reader,
): void {
  connection.onDocumentFormatting(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : editsTo(document, formatModel(document.getText()).text);
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const asked = read(textDocument.uri);
    if (asked === undefined) return [];
    const { document, tree } = asked;
    return occurrencesIn(tree).flatMap(({ name, kind, range, isDefinition }) =>
      isDefinition && kind in SYMBOLS
        ? [
            {
              name,
              kind: SYMBOLS[kind as keyof typeof SYMBOLS],
              range: rangeIn(document, range),
              selectionRange: rangeIn(document, range),
            },
          ]
        : [],
    );
  });
  connection.languages.semanticTokens.on(({ textDocument }) => {
    const asked = read(textDocument.uri);
    return asked === undefined ? { data: [] } : semanticTokens(asked.document, asked.tree);
  });
  connection.onCodeAction(({ textDocument, range }): CodeAction[] => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return [];
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    return published(document).diagnostics.flatMap((diagnostic) =>
      touches(diagnostic, from, to, pathOf(document.uri))
        ? (diagnostic.fixes ?? []).map((fix) => ({
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [markOf(document, diagnostic)],
            edit: {
              changes: {
                [document.uri]: fix.edits.map((edit) => ({
                  range: rangeIn(document, edit.range),
                  newText: edit.newText,
                })),
              },
            },
          }))
        : [],
    );
  });
}

function touches(
  { range, file }: Diagnostic,
  from: number,
  to: number,
  path: string | undefined,
): boolean {
  return (
    (file === undefined || file === path) &&
    range !== undefined &&
    range.start <= to &&
    from <= range.end
  );
}
