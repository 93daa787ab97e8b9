/**
 * What assistants may ask of Cidery over the Model Context Protocol: the command's own questions, on
 * models given as text or by their slug in the catalogue. Nothing is written and no other file is
 * read. Every answer says which engine gave it, and what its verdicts stand on.
 */
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CRITERIA } from "@cidery/core";
import { nearestName } from "@cidery/core/text";
import { z } from "zod";
import type { RunWords } from "./captured.ts";
import { captured } from "./captured.ts";
import { catalogueSources } from "./sources.ts";
import { BadInput } from "./terminal.ts";
import { VERSION } from "./version.ts";

type Answer = {
  readonly content: { readonly type: "text"; readonly text: string }[];
  readonly isError?: boolean;
};

const MODEL = z
  .string()
  .describe("the text of a .cid model, or the slug of a catalogue model such as frameworks/mdp");

/** How far an answer reaches, by the family of a claim. */
const LEVELS: Readonly<Record<string, string>> = {
  graph: "graph: true of every parametrisation, or of some where it says so",
  exact: "exact: true of the numbers in this model",
  empirical: "empirical: seen in runs with fixed seeds",
};

const READ_ONLY = { readOnlyHint: true, openWorldHint: false } as const;

/** A server with all tools; `serveMcp` connects it to standard input and output. */
export function mcpServer(run: RunWords): McpServer {
  const server = new McpServer({ name: "cidery", version: VERSION });
  modelTools(server, run);
  graphTools(server, run);
  libraryTools(server, run);
  return server;
}

/** Names and descriptions, as a client is told. */
export async function listTools(
  run: RunWords,
): Promise<readonly { name: string; description: string }[]> {
  const [here, there] = InMemoryTransport.createLinkedPair();
  const server = mcpServer(run);
  await server.connect(there);
  const client = new Client({ name: "cidery", version: VERSION });
  await client.connect(here);
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name, description = "" }) => ({ name, description }));
}

/** Serves until standard input ends. */
export async function serveMcp(run: RunWords): Promise<void> {
  const server = mcpServer(run);
  let last = "the connection was lost";
  const ended = new Promise<void>((resolve, reject) => {
    process.stdin.once("end", resolve);
    // A line that is too long ends the connection, while standard input stays open.
    server.server.onerror = ({ message }) => {
      last = message;
    };
    server.server.onclose = () => reject(new BadInput(`the server has ended: ${last}`));
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}

function modelTools(server: McpServer, run: RunWords): void {
  server.registerTool(
    "check",
    {
      description:
        "Checks that a model can be read (diagnostics with line, column and what to do) and that its claims hold.",
      inputSchema: { model: MODEL },
      annotations: READ_ONLY,
    },
    async ({ model }) => answer(await asked(run, "check", model, []), { levels: LEVELS }),
  );
  server.registerTool(
    "solve",
    {
      description: "An optimal policy, or an equilibrium of several agents, with its value.",
      inputSchema: { model: MODEL, agent: z.string().optional() },
      annotations: READ_ONLY,
    },
    async ({ model, agent }) =>
      answer(
        await asked(run, "solve", model, [
          "--time-limit",
          "20",
          ...(agent === undefined ? [] : ["--agent", agent]),
        ]),
        { level: LEVELS["exact"] },
      ),
  );
  server.registerTool(
    "query",
    {
      description: "Answers P(X | Y = a, do(Z = b)), E(U), value(agent), counterfactuals.",
      inputSchema: { model: MODEL, question: z.string() },
      annotations: READ_ONLY,
    },
    async ({ model, question }) =>
      answer(await asked(run, "query", model, [], question), { level: LEVELS["exact"] }),
  );
}

function graphTools(server: McpServer, run: RunWords): void {
  server.registerTool(
    "explain",
    {
      description:
        "What each agent is motivated to know, influence and respond to: verdicts with proofs and sources.",
      inputSchema: {
        model: MODEL,
        criterion: z.string().optional(),
        node: z.string().optional(),
      },
      annotations: READ_ONLY,
    },
    async ({ model, criterion, node }) => {
      const found = await asked(run, "incentives", model, [
        ...(criterion === undefined ? [] : ["--criterion", criterion]),
        ...(node === undefined ? [] : ["--node", node]),
      ]);
      return answer(found, { level: LEVELS["graph"], sources: sourcesOf(found.json) });
    },
  );
  server.registerTool(
    "repair",
    {
      description: "Small changes of the diagram after which an incentive is gone.",
      inputSchema: { model: MODEL, claim: z.string().describe("such as control(A, X)") },
      annotations: READ_ONLY,
    },
    async ({ model, claim }) =>
      answer(await asked(run, "repair", model, [], claim), { level: LEVELS["graph"] }),
  );
  server.registerTool(
    "diff",
    {
      description: "What a second model changes: variables, arrows and verdicts.",
      inputSchema: { before: MODEL, after: MODEL },
      annotations: READ_ONLY,
    },
    async ({ before, after }) =>
      answer(await compared(run, before, after), { level: LEVELS["graph"] }),
  );
  server.registerTool(
    "draw",
    {
      description: "The diagram as SVG, LaTeX (influence-diagrams.sty), TikZ or DOT.",
      inputSchema: {
        model: MODEL,
        format: z.enum(["svg", "latex", "tikz", "dot"]).optional(),
        incentives: z.boolean().optional(),
      },
      annotations: READ_ONLY,
    },
    async ({ model, format = "svg", incentives = false }) =>
      answer(
        await asked(run, "draw", model, [
          "--format",
          format,
          ...(incentives ? ["--incentives"] : []),
        ]),
        {},
      ),
  );
}

function libraryTools(server: McpServer, run: RunWords): void {
  server.registerTool(
    "search_catalogue",
    {
      description: "Models of the catalogue whose slug, title, topics or text hold all the words.",
      inputSchema: { words: z.string() },
      annotations: READ_ONLY,
    },
    ({ words }) => {
      const wanted = words.toLowerCase().split(/\s+/u);
      const models = catalogueSources()
        .filter(({ slug, text }) =>
          wanted.every((word) => `${slug} ${text}`.toLowerCase().includes(word)),
        )
        .map(({ slug, text }) => ({ slug, title: /^model\s+"([^"]*)"/mu.exec(text)?.[1] ?? slug }));
      return answer({ ok: true, json: { models } }, {});
    },
  );
  server.registerTool(
    "read_catalogue",
    {
      description: "The text of a catalogue model, with its citations and checked claims.",
      inputSchema: { slug: z.string() },
      annotations: READ_ONLY,
    },
    ({ slug }) => {
      const all = catalogueSources();
      const found = all.find((one) => one.slug === slug);
      if (found !== undefined) return answer({ ok: true, json: { slug, text: found.text } }, {});
      const near = nearestName(
        slug,
        all.map((one) => one.slug),
      );
      return answer(
        {
          ok: false,
          json: { error: `no catalogue model ${slug}`, ...(near === undefined ? {} : { near }) },
        },
        {},
      );
    },
  );
  server.registerTool(
    "explain_diagnostic",
    {
      description:
        "One diagnostic of a model by its code: each place, what was expected there, and what to do.",
      inputSchema: { code: z.string(), model: MODEL },
      annotations: READ_ONLY,
    },
    async ({ code, model }) => {
      const all = diagnosticsIn((await asked(run, "check", model, [])).json);
      const found = all.filter((one) => one.code === code);
      const codes = [...new Set(all.map((one) => one.code))];
      const near = nearestName(code, codes);
      return answer(
        {
          ok: found.length > 0,
          json: { code, found, ...(found.length > 0 ? {} : { others: codes, near }) },
        },
        {},
      );
    },
  );
}

/** Of every file that was checked. */
function diagnosticsIn(json: unknown): readonly { readonly code: string }[] {
  const { files = [] } = json as {
    files?: readonly { diagnostics?: readonly { code: string }[] }[];
  };
  return files.flatMap(({ diagnostics = [] }) => diagnostics);
}

interface Found {
  readonly ok: boolean;
  readonly json: unknown;
}

/**
 * The command's JSON about a model; bad input is an answer too.
 * @param said what the client wrote, never an option of the command
 */
async function asked(
  run: RunWords,
  command: string,
  model: string,
  options: readonly string[],
  said?: string,
): Promise<Found> {
  const slug = slugOf(model);
  const rest = said === undefined ? [] : ["--", said];
  const args = [command, slug ?? "-", ...options, "--json", ...rest];
  // The working folder is one that does not exist: models extend the catalogue and nothing else.
  return read(await captured(run, args, NOWHERE, slug === undefined ? model : ""));
}

const NOWHERE = "/cidery-reads-no-files";

/** Two texts stand in a folder of their own while they are compared. */
async function compared(run: RunWords, before: string, after: string): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), "cidery-mcp-"));
  try {
    const words = [before, after].map((model, i) => {
      const slug = slugOf(model);
      const name = `${i === 0 ? "before" : "after"}.cid`;
      if (slug === undefined) writeFileSync(join(folder, name), model);
      return slug ?? name;
    });
    return read(await captured(run, ["diff", ...words, "--json"], folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read({ code, out, err }: { code: number; out: string; err: string }): Found {
  try {
    return { ok: code !== 2, json: JSON.parse(out) as unknown };
  } catch {
    return { ok: code !== 2, json: { error: err.trim() || out.trim() } };
  }
}

/** A text of one line that names a catalogue model. */
function slugOf(model: string): string | undefined {
  const name = model.trim().replace(/\.cid$/u, "");
  return name.includes("\n")
    ? undefined
    : catalogueSources().find(({ slug }) => slug === name)?.slug;
}

/** Theorem and citation of each criterion that answers. */
function sourcesOf(json: unknown): Record<string, { theorem: string; citation: string }> {
  const verdicts = (json as { verdicts?: { criterion: string }[] }).verdicts ?? [];
  const named = new Set(verdicts.map(({ criterion }) => criterion));
  return Object.fromEntries(
    CRITERIA.filter(({ id }) => named.has(id)).map(({ id, theorem, citation }) => [
      id,
      { theorem, citation },
    ]),
  );
}

function answer({ ok, json }: Found, more: Readonly<Record<string, unknown>>): Answer {
  const text = JSON.stringify(
    { engine: { name: "cidery", version: VERSION }, ...more, answer: json },
    null,
    2,
  );
  return { content: [{ type: "text", text }], ...(ok ? {} : { isError: true }) };
}
