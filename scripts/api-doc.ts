/** Writes the API reference, docs/api/. Run: `npx tsx scripts/api-doc.ts`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiDocument } from "../packages/core/test/apiDocument.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../docs/api");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [file, page] of apiDocument()) writeFileSync(join(folder, file), page);
