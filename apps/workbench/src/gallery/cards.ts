/** What a card says of a model, read off the text without building the model. */
import { inArgument } from "../state/argument.ts";
import { loadCatalogue } from "../state/catalogue.ts";

export interface Card {
  readonly slug: string;
  /** The first part of the slug. */
  readonly shelf: string;
  readonly text: string;
  readonly title: string;
  readonly citation: string;
  readonly topics: readonly string[];
  readonly claims: number;
  /** What it shows, where the argument of the catalogue says so; else empty. */
  readonly sentence: string;
  readonly searchable: string;
}

export async function loadCards(): Promise<readonly Card[]> {
  const models = await loadCatalogue();
  return models.map(({ slug, text }) => {
    const first = (keyword: string): string | undefined =>
      new RegExp(String.raw`^\s*${keyword}\s+"((?:[^"\\]|\\.)*)"`, "mu").exec(text)?.[1];
    const topics = [...text.matchAll(/^\s*topic\s+"([^"]*)"/gmu)].map(
      (match) => match[1] as string,
    );
    const title = first("model") ?? slug.split("/").at(-1) ?? slug;
    const citation = first("cite") ?? "";
    const sentence = inArgument(slug)?.sentence ?? "";
    return {
      slug,
      shelf: slug.split("/")[0] ?? "",
      text,
      title,
      citation,
      topics,
      claims: [...text.matchAll(/^\s*claim\s/gmu)].length,
      sentence,
      searchable: [slug, title, sentence, citation, first("note") ?? "", ...topics]
        .join(" ")
        .toLowerCase(),
    };
  });
}
