/**
 * The notices of everything that the build passes on: each package with code in a chunk or a file of the
 * page or of a worker, with its version, its licence and the full text of its licence files. Vite's own
 * list leaves the workers out. The build fails when a package names no licence.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";

export const NOTICES = "third-party-notices.txt";

const RULE = "-".repeat(72);

/**
 * Two plugins that share what they find: one for the workers, one for the page, which writes.
 * @param what begins the first sentence
 */
export function notices(what = "The workbench of Cidery"): {
  readonly page: Plugin;
  readonly worker: () => Plugin;
} {
  const folders = new Set<string>();
  const collect = (bundle: Rolldown.OutputBundle): void => {
    for (const item of Object.values(bundle)) {
      const sources = item.type === "chunk" ? item.moduleIds : item.originalFileNames;
      for (const id of sources) {
        const folder = packageFolder(id);
        if (folder !== undefined) folders.add(folder);
      }
    }
  };
  return {
    worker: () => ({
      name: "cidery-notices-of-workers",
      generateBundle: (_, bundle) => collect(bundle),
    }),
    page: {
      name: "cidery-notices",
      apply: "build",
      generateBundle(_, bundle) {
        collect(bundle);
        this.emitFile({ type: "asset", fileName: NOTICES, source: pageOf(what, [...folders]) });
      },
    },
  };
}

/** The folder of the installed package that a module belongs to; undefined for our own. */
export function packageFolder(id: string): string | undefined {
  const path = id.replaceAll("\\", "/").replace(/^\0/u, "");
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(path)?.[0];
}

function pageOf(what: string, folders: readonly string[]): string {
  const entries = new Map(folders.map(noticeOf));
  const texts = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return [`${what} contains these packages, under the licences given with each.\n`, ...texts].join(
    `\n${RULE}\n`,
  );
}

/** @throws Error when a package does not say under which licence it is */
function noticeOf(folder: string): [title: string, text: string] {
  const { name, version, license, author, repository } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
    readonly author?: string | { readonly name: string };
    readonly repository?: string | { readonly url: string };
  };
  if (license === undefined)
    throw new Error(`${name} ${version} names no licence; it cannot be passed on`);
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|notice)/iu.test(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
  const by = typeof author === "object" ? author.name : author;
  const from = typeof repository === "object" ? repository.url : repository;
  const words = `${by === undefined ? "" : `Copyright (c) ${by}. `}The package holds no licence file; its text is at https://spdx.org/licenses/${license}.html`;
  const title = `${name} ${version} (${license})${from === undefined ? "" : `\n${from}`}`;
  return [title, `${title}\n\n${texts.length > 0 ? texts.join("\n\n") : words}\n`];
}
