/** Commands about documents: new, open, save, share, export. */
import type { Command } from "./command.ts";
import type { ExportFormat } from "./host.ts";

const EXPORTS: readonly (readonly [ExportFormat, string])[] = [
  ["svg", "Export as SVG (with the model inside)"],
  ["png", "Export as PNG"],
  ["pdf", "Print, or save as PDF"],
  ["tikz", "Export as TikZ (with a link back)"],
  ["dot", "Export as DOT"],
  ["json", "Export as JSON"],
];

export const FILE_COMMANDS: readonly Command[] = [
  {
    id: "file.new",
    title: "New model",
    group: "File",
    keys: [],
    where: "anywhere",
    run: ({ host }) => host.newModel(),
  },
  {
    id: "file.open",
    title: "Open a file…",
    group: "File",
    keys: ["Mod+O"],
    where: "anywhere",
    run: ({ host }) => host.openFile(),
  },
  {
    id: "file.save",
    title: "Save as a file",
    group: "File",
    keys: ["Mod+S"],
    where: "anywhere",
    run: ({ host }) => host.saveFile(),
  },
  {
    id: "file.duplicate",
    title: "Duplicate in a new tab",
    group: "File",
    keys: [],
    where: "anywhere",
    run: ({ host }) => host.duplicateModel(),
  },
  {
    id: "file.gallery",
    title: "Gallery of models…",
    group: "File",
    keys: ["Mod+Shift+O"],
    where: "anywhere",
    run: ({ host }) => host.show("gallery"),
  },
  {
    id: "file.labs",
    title: "Open lab…",
    group: "File",
    keys: [],
    where: "anywhere",
    run: ({ host }) => host.show("labs"),
  },
  {
    id: "file.documents",
    title: "Documents in this browser…",
    group: "File",
    keys: [],
    where: "anywhere",
    run: ({ host }) => host.show("documents"),
  },
  {
    id: "file.versions",
    title: "Version history…",
    group: "File",
    keys: [],
    where: "anywhere",
    run: ({ host }) => host.show("versions"),
  },
  {
    id: "file.share",
    title: "Share a link…",
    group: "File",
    keys: ["Mod+Shift+L"],
    where: "anywhere",
    run: ({ host }) => host.show("share"),
  },
  ...EXPORTS.map(
    ([format, title]): Command => ({
      id: `export.${format}`,
      title,
      group: "File",
      keys: format === "pdf" ? ["Mod+P"] : [],
      where: "anywhere",
      unavailable: ({ session }) =>
        session.state().good === undefined ? "there is no diagram yet" : undefined,
      run: ({ host }) => host.exportAs(format),
    }),
  ),
  {
    id: "export.options",
    title: "Export a picture, or for another tool…",
    group: "File",
    keys: [],
    where: "anywhere",
    unavailable: ({ session }) =>
      session.state().good === undefined ? "there is no diagram yet" : undefined,
    run: ({ host }) => host.show("export"),
  },
  {
    id: "export.image",
    title: "Copy the picture",
    group: "File",
    keys: ["Mod+Shift+C"],
    where: "outside-text",
    unavailable: ({ session }) =>
      session.state().good === undefined ? "there is no diagram yet" : undefined,
    run: ({ host }) => host.copyImage(),
  },
];
