/** What a page of the site does: search, and on a wide screen the open menu. */

interface Entry {
  readonly address: string;
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

const MOST = 12;
const root = document.documentElement.dataset["root"] ?? "";
const field = document.querySelector<HTMLInputElement>('input[type="search"]');
const found = document.querySelector<HTMLElement>("#found");
const menu = document.querySelector<HTMLDetailsElement>("details.menu");

if (menu !== null) {
  const wide = matchMedia("(min-width: 900px)");
  const follow = (): void => {
    menu.open = wide.matches;
  };
  wide.addEventListener("change", follow);
  follow();
  menu.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
}

let index: Promise<readonly Entry[]> | undefined;

function readIndex(): Promise<readonly Entry[]> {
  index ??= fetch(`${root}search.json`).then((answer) => answer.json() as Promise<Entry[]>);
  return index;
}

/** Every word must occur; words in headings count more, and headings that begin with one most. */
function score(entry: Entry, words: readonly string[]): number {
  const heading = entry.heading.toLowerCase();
  const page = entry.page.toLowerCase();
  const text = entry.text.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const here =
      (heading.startsWith(word) ? 8 : heading.includes(word) ? 5 : 0) +
      (page.includes(word) ? 3 : 0) +
      (text.includes(word) ? 1 : 0);
    if (here === 0) return 0;
    sum += here;
  }
  return sum;
}

function around(text: string, word: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 40);
  return `${at > 0 ? "… " : ""}${text.slice(at, at + 140)}`;
}

async function search(asked: string): Promise<void> {
  if (found === null) return;
  const words = asked.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) {
    found.hidden = true;
    return;
  }
  const entries = await readIndex();
  const hits = entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score);
  const list = document.createElement("ol");
  for (const { entry } of hits.slice(0, MOST)) {
    const link = document.createElement("a");
    link.href = root + entry.address;
    link.textContent =
      entry.heading === entry.page ? entry.page : `${entry.page} – ${entry.heading}`;
    const excerpt = document.createElement("p");
    excerpt.textContent = around(entry.text, words[0] ?? "");
    const item = document.createElement("li");
    item.append(link, excerpt);
    list.append(item);
  }
  const summary = document.createElement("p");
  summary.textContent =
    hits.length === 0 ? `Nothing is found for “${asked}”.` : `${hits.length} places found`;
  found.replaceChildren(summary, list);
  found.hidden = false;
}

field?.addEventListener("input", () => void search(field.value));
field?.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  found?.querySelector("a")?.click();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== field) {
    event.preventDefault();
    field?.focus();
  }
  if (event.key === "Escape" && field !== null) {
    field.value = "";
    void search("");
  }
});
