/** The works that models and criteria cite, from docs/bibliography.bib, and where each can be read. */
import bibliography from "../../../../docs/bibliography.bib?raw";

export interface Work {
  readonly key: string;
  /** Last names, in order. */
  readonly authors: readonly string[];
  readonly title: string;
  readonly year: string;
  readonly address: string | undefined;
}

/** In the order of the file, which is that of the keys. */
export const WORKS: readonly Work[] = bibliography.split(/^@/mu).slice(1).map(workOf);

function workOf(entry: string): Work {
  const field = (name: string): string | undefined =>
    new RegExp(String.raw`^ {2}${name} = \{(.+)\},$`, "mu").exec(entry)?.[1];
  const arxiv = field("eprint");
  const doi = field("doi");
  return {
    key: /\{([a-z0-9]+),/u.exec(entry)?.[1] ?? "",
    authors: (field("author") ?? "").split(" and ").map(lastName),
    title: (field("title") ?? "").replaceAll(/[{}]/gu, ""),
    year: field("year") ?? "",
    address:
      arxiv !== undefined
        ? `https://arxiv.org/abs/${arxiv}`
        : doi !== undefined
          ? `https://doi.org/${doi}`
          : field("url"),
  };
}

/** Of "Koller, Daphne"; of a group in braces the whole. */
function lastName(author: string): string {
  return (/^\{(.*)\}$/u.exec(author)?.[1] ?? author.split(",")[0] ?? author).trim();
}

const ARXIV = /arXiv:(\d{4}\.\d{4,5})/u;

/**
 * Where a work that a text names can be read: by its arXiv number, else by first author and year. Undefined
 * when it names none that has an address.
 */
export function addressOf(text: string): string | undefined {
  const arxiv = ARXIV.exec(text)?.[1];
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  return workNamed(text)?.address;
}

/** Of several that fit, the one with most of its authors in the text. */
function workNamed(text: string): Work | undefined {
  let best: Work | undefined;
  let most = 0;
  for (const work of WORKS) {
    if (!text.includes(work.authors[0] as string) || !text.includes(work.year)) continue;
    const named = work.authors.filter((author) => text.includes(author)).length;
    // "Everitt et al. 2021" may be several: one that is named in full comes first.
    const whole = text.includes(work.title) ? work.authors.length + 1 : named;
    if (whole > most) [best, most] = [work, whole];
  }
  return best;
}
