/** What the built page loads before it shows anything: its scripts, and what they import at once. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

export interface InitialScript {
  /** Kilobytes as they travel, each file gzipped by itself. */
  readonly kilobytes: number;
  /** All of it, as one text. */
  readonly code: string;
}

/** Of the build in `dist`, or of the one that CIDERY_WORKBENCH names. */
export function initialScript(): InitialScript {
  const built = fileURLToPath(new URL("../dist", import.meta.url));
  const folder = `${process.env["CIDERY_WORKBENCH"] ?? built}/`;
  const html = readFileSync(`${folder}index.html`, "utf8");
  const wanted = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/gu)].map(
    (match) => match[1] as string,
  );
  const parts = new Map<string, string>();
  for (let file = wanted.pop(); file !== undefined; file = wanted.pop()) {
    if (parts.has(file)) continue;
    const code = readFileSync(folder + file, "utf8");
    parts.set(file, code);
    for (const match of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/gu))
      wanted.push(`assets/${match[1]}`);
  }
  const all = [...parts.values()];
  const bytes = all.reduce((sum, code) => sum + gzipSync(code).length, 0);
  return { kilobytes: bytes / 1000, code: all.join("\n") };
}
