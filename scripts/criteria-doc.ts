/** Writes docs/criteria.md from the declarations. Run: `npx tsx scripts/criteria-doc.ts`. */

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { criteriaDocument } from "../packages/core/test/criteriaDocument.ts";

const page = join(dirname(fileURLToPath(import.meta.url)), "../docs/criteria.md");
writeFileSync(page, criteriaDocument());
