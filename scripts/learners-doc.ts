/** Writes the tables of learners into docs/solvers.md. Run: `npx tsx scripts/learners-doc.ts`. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLearners } from "../packages/core/test/learnersDocument.ts";

const page = join(dirname(fileURLToPath(import.meta.url)), "../docs/solvers.md");
writeFileSync(page, withLearners(readFileSync(page, "utf8")));
