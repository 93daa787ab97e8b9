/** Writes docs/catalogue.md from models/. Run: `npx tsx scripts/catalogue-doc.ts`. */

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogueDocument } from "../packages/core/test/catalogueDocument.ts";
import { catalogue } from "../packages/core/test/catalogueFiles.ts";

const page = join(dirname(fileURLToPath(import.meta.url)), "../docs/catalogue.md");
writeFileSync(page, catalogueDocument(catalogue()));
