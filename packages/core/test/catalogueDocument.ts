/** The page docs/catalogue.md, made from the models themselves. */
import type { CatalogueFile } from "./catalogueFiles.ts";
import { familyOf } from "../src/check/index.ts";
import { diagramOf } from "./catalogueFiles.ts";

const SECTIONS: readonly (readonly [folder: string, title: string])[] = [
  ["frameworks", "Frameworks"],
  ["agendas", "Agendas"],
  ["reward-tampering", "Reward tampering"],
  ["papers", "Papers"],
  ["games", "Games"],
  ["textbooks", "Textbooks"],
  ["corner-cases", "Corner cases"],
];

export function catalogueDocument(files: readonly CatalogueFile[]): string {
  const parts = [
    "# Catalogue",
    "Made from `models/` by `npm run renew`; a test keeps it current. Every model says in a note\nwhich of its arrows were read from the source and which are reconstructed.",
  ];
  for (const [folder, title] of SECTIONS) {
    const own = files.filter(({ slug }) => slug.startsWith(`${folder}/`));
    parts.push(`## ${title}`, table(own));
  }
  return `${parts.join("\n\n")}\n`;
}

function table(files: readonly CatalogueFile[]): string {
  const rows = files.map((file) => {
    const { header, claims } = diagramOf(file);
    const exact = claims.filter(({ expression }) => familyOf(expression) !== "graph").length;
    const cells = [
      `[${file.slug}](../models/${file.slug}.cid)`,
      header.title ?? "",
      header.citations[0] ?? "",
      header.topics.join(", "),
      String(claims.length - exact),
      String(exact),
    ];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return [
    "| model | title | source | topics | graph claims | numeric claims |",
    "| --- | --- | --- | --- | ---: | ---: |",
    ...rows,
  ].join("\n");
}
