/** Writes docs/formats.md from the registry. Run: `npx tsx scripts/formats-doc.ts`. */

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatsDocument } from "../packages/core/test/formatsDocument.ts";

const page = join(dirname(fileURLToPath(import.meta.url)), "../docs/formats.md");
writeFileSync(page, formatsDocument());
