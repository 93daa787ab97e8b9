/** `cidery list`: the catalogue, by slug, with titles; filtered by words. */
import type { CommandDefinition } from "../command.ts";
import { flag, words } from "../command.ts";
import { loadOwn } from "../loading.ts";
import { count, json } from "../print.ts";
import { table } from "../table.ts";
import { catalogueSources } from "../sources.ts";

export const list: CommandDefinition = {
  name: "list",
  summary: "list the catalogue of models",
  examples: [
    { line: "cidery list", does: "every model with its title" },
    {
      line: "cidery list tampering",
      does: "only those whose slug, title or topic contains the word",
    },
  ],
  declare: (parser) =>
    parser
      .argument("[words...]", "show only models that have all these words")
      .option("--json", "print as JSON: {models: [{slug, title, citations, topics, claims}]}"),
  async run(invocation) {
    const { terminal } = invocation;
    const wanted = words(invocation, 0).map((word) => word.toLowerCase());
    const models = catalogueSources()
      .map((source) => {
        const diagram = loadOwn(source).diagram;
        const { title = source.slug, citations = [], topics = [] } = diagram?.header ?? {};
        return { slug: source.slug, title, citations, topics, claims: diagram?.claims.length ?? 0 };
      })
      .filter(({ slug, title, topics }) => {
        const text = [slug, title, ...topics].join(" ").toLowerCase();
        return wanted.every((word) => text.includes(word));
      });
    if (flag(invocation, "json")) terminal.out(json({ models }));
    else {
      const rows = models.map((one) => [one.slug, one.title, String(one.claims)]);
      if (rows.length > 0) terminal.out(table(terminal, ["slug", "title", "claims"], rows));
      terminal.out(`${count(models.length, "model")}\n`);
    }
    return models.length === 0 ? 1 : 0;
  },
};
