/** Where the queue of a sweep is: the address of a Redis or Valkey server, who asks, and its certificates. */
import type { Command as Commander } from "commander";
import type * as BullMqPackage from "bullmq";
import type * as IoRedisPackage from "ioredis";
import type { Invocation } from "../command.ts";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { textOption } from "../command.ts";
import { optionalPackage } from "../optional.ts";
import { BadInput } from "../terminal.ts";
import { VERSION } from "../version.ts";

/** Another version may have other numbers: it has a queue of its own. */
export const QUEUE = `cidery-sweep-${VERSION}`;

/** The variable that holds an address with a password, which a command line would show to others. */
export const VARIABLE = "CIDERY_QUEUE";

/** Milliseconds until a server that does not answer is given up, at the first try. */
const PATIENCE = 10_000;

/** What BullMQ is asked for, of whatever version is installed. */
type BullMq = Pick<typeof BullMqPackage, "Queue" | "QueueEvents" | "Worker">;

export interface QueueServer {
  readonly bullmq: BullMq;
  /** Connected; it connects again by itself when the server comes back. */
  readonly connection: IoRedisPackage.Redis;
  /** The address without its password. */
  readonly shown: string;
}

/** The options of TLS, for every command that speaks with a queue. */
export function declareTls(parser: Commander): Commander {
  return parser
    .option("--tls-ca <file>", "rediss: certificates to trust, in PEM")
    .option("--tls-cert <file>", "rediss: the client's own certificate, in PEM")
    .option("--tls-key <file>", "rediss: its key, in PEM");
}

/** @throws BadInput when BullMQ is not installed, or the server does not answer or refuses us */
export async function queueServer(
  given: string | undefined,
  invocation: Invocation,
): Promise<QueueServer> {
  const { workingFolder } = invocation.terminal;
  const address = addressOf(given ?? (process.env[VARIABLE] || undefined));
  const needs = { wanting: "a queue", install: "bullmq ioredis" };
  const bullmq = await optionalPackage<BullMq>("bullmq", needs, workingFolder);
  const ioredis = await optionalPackage<typeof IoRedisPackage>("ioredis", needs, workingFolder);
  const shown = withoutPassword(address);
  let connected = false;
  const connection = new ioredis.Redis(address.href, {
    ...tlsOptions(address, invocation),
    lazyConnect: true,
    connectTimeout: PATIENCE,
    // Blocking questions wait for as long as the server is away.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (connected ? Math.min(100 * times, 2000) : null),
  });
  let why = "it does not answer";
  connection.on("error", (error) => (why = error.message));
  try {
    await connection.connect();
    await connection.ping();
    connected = true;
  } catch (error) {
    connection.disconnect();
    // The reason was told before the connection was closed.
    const said =
      error instanceof Error && /\b[A-Z]{6,}\b/u.test(error.message) ? error.message : why;
    throw new BadInput(`${shown} cannot be used: ${said}`, hintFor(said));
  }
  return { bullmq, connection, shown };
}

function hintFor(why: string): string {
  if (/NOAUTH|WRONGPASS|NOPERM/u.test(why))
    return `redis://USER:PASSWORD@HOST, best in the variable ${VARIABLE}`;
  if (/certificate|SSL|TLS/iu.test(why)) return "rediss:// with --tls-ca, --tls-cert, --tls-key";
  return "is the server there, and the port right?";
}

/** @throws BadInput unless it is the address of a server */
function addressOf(text: string | undefined): URL {
  if (text === undefined)
    throw new BadInput("where is the queue?", `redis://HOST, or the variable ${VARIABLE}`);
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const scheme = /^(?:redis|valkey)(s?):$/u.exec(address?.protocol ?? "");
  if (address === undefined || scheme === null || address.hostname === "")
    throw new BadInput(
      `${address === undefined ? text : withoutPassword(address)} is not the address of a queue`,
      "redis://HOST:PORT or, with TLS, rediss://HOST:PORT",
    );
  return new URL(`redis${scheme[1]}:${address.href.slice(address.protocol.length)}`);
}

function withoutPassword(address: URL): string {
  const shown = new URL(address.href);
  if (shown.password !== "") shown.password = "…";
  return decodeURI(shown.href);
}

function tlsOptions(
  address: URL,
  invocation: Invocation,
): Pick<IoRedisPackage.RedisOptions, "tls"> {
  const read = (option: string): { readonly [part: string]: Buffer } => {
    const file = textOption(invocation, option);
    if (file === undefined) return {};
    const path = resolve(invocation.terminal.workingFolder, file);
    try {
      return { [option.slice(3).toLowerCase()]: readFileSync(path) };
    } catch (error) {
      throw new BadInput(`${file} cannot be read: ${(error as Error).message}`);
    }
  };
  const tls = { ...read("tlsCa"), ...read("tlsCert"), ...read("tlsKey") };
  if (address.protocol === "rediss:") return { tls };
  if (Object.keys(tls).length === 0) return {};
  throw new BadInput("certificates are only used with rediss:// (TLS)");
}
