/**
 * A sweep by a real Redis server and four workers, of which some are killed, and so are the server (which
 * forgets everything) and whoever waits; in the end every point is there once, as worked out here.
 */
import type { ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  childrenOf,
  cidery,
  dice,
  freePort,
  installed,
  killed,
  MAIN,
  ran,
  rowsIn,
  runs,
  started,
  sweepWords,
  until,
  writeModel,
} from "./fleet.ts";

const can = installed(["redis-server", "redis-cli"], "redis-server");
const root = mkdtempSync(join(tmpdir(), "cidery-redis-"));
let model = "";
let here = "";
const running: ChildProcess[] = [];

function run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>) {
  const child = started(program, args, env);
  running.push(child);
  return child;
}

/** A server that keeps nothing on disk and answers as soon as this comes back. */
async function server(port: number, ...more: readonly string[]): Promise<ChildProcess> {
  const plain = more.includes("--tls-port") ? [] : ["--port", String(port)];
  const quiet = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", root];
  const child = run("redis-server", [...plain, ...quiet, ...more]);
  await until(
    "redis-server",
    async () => (await ran("bash", ["-c", `: < /dev/tcp/127.0.0.1/${port}`])).code === 0,
  );
  return child;
}

const worker = (env: Readonly<Record<string, string>>, ...more: readonly string[]): ChildProcess =>
  run(process.execPath, [MAIN, "worker", "--jobs", "1", ...more], env);
const parts = (out: string): number =>
  existsSync(out) ? readdirSync(out).filter((name) => /^part-\d+\.parquet$/u.test(name)).length : 0;

describe.skipIf(!can)("a sweep by a queue", () => {
  beforeAll(async () => {
    model = writeModel(root);
    const local = join(root, "local");
    expect(await cidery(sweepWords(model, local))).toMatchObject({ code: 0 });
    here = await rowsIn(local);
  });
  afterEach(async () => {
    for (const child of running.splice(0)) await killed(child);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test("survives the deaths of workers, of the server and of who waits; every point is there once", {
    timeout: 400_000,
  }, async () => {
    const port = await freePort();
    const env = { CIDERY_QUEUE: `redis://:open%20sesame@127.0.0.1:${port}` };
    const serve = async (): Promise<ChildProcess> =>
      await server(port, "--requirepass", "open sesame");
    let redis = await serve();
    const workers = Array.from({ length: 4 }, () => worker(env));
    const out = join(root, "out");
    const wait = (): ChildProcess =>
      run(process.execPath, [MAIN, ...sweepWords(model, out), "--queue"], env);
    let waiting = wait();
    const next = dice(11);
    /** At how many parts the next one dies, and who. */
    const deaths = [5, 10, 15, 20, 25, 30, 35, 45, 55, 65];
    const ofServer = new Set([15, 45]);
    const ofWaiting = new Set([25]);
    const orphans: number[] = [];
    while (waiting.exitCode === null) {
      const due = deaths[0];
      if (due === undefined || parts(out) < due) {
        await new Promise((go) => setTimeout(go, 20));
        continue;
      }
      deaths.shift();
      if (ofServer.has(due)) {
        await killed(redis);
        redis = await serve();
      } else if (ofWaiting.has(due)) {
        await killed(waiting);
        waiting = wait();
      } else {
        const victim = Math.floor(next() * workers.length);
        orphans.push(...childrenOf(workers[victim] as ChildProcess));
        await killed(workers[victim]);
        workers[victim] = worker(env);
      }
    }
    expect([waiting.exitCode, deaths]).toEqual([0, []]);
    expect(parts(out)).toBe(80);
    expect(await rowsIn(out)).toBe(here);

    expect(orphans.length).toBeGreaterThan(0);
    await until("the end of processes whose worker died", () => !orphans.some(runs));

    // A part that is there is not worked out again: only the one that is missing.
    const before = statSync(join(out, "part-7.parquet")).ino;
    rmSync(join(out, "part-9.parquet"));
    const again = await cidery(["sweep", "run", out, "--queue"], env);
    expect(again).toMatchObject({ code: 0, out: `80 of 80 parts, 400 points in all, in ${out}\n` });
    expect(statSync(join(out, "part-7.parquet")).ino).toBe(before);
    expect(await rowsIn(out)).toBe(here);
    // The workers end when they are asked to.
    workers[0]?.kill("SIGTERM");
    await until("the worker's end", () => workers[0]?.exitCode === 0);
  });

  test("speaks TLS with certificates of both sides, and says what is wrong without them", async () => {
    const port = await freePort();
    await certificates();
    const at = (name: string): string => join(root, name);
    const own = [
      "--tls-cert-file",
      at("own.pem"),
      "--tls-key-file",
      at("own.key"),
      "--tls-ca-cert-file",
      at("ca.pem"),
    ];
    await server(port, "--port", "0", "--tls-port", String(port), ...own);
    const address = `rediss://localhost:${port}`;
    const trust = [
      "--tls-ca",
      at("ca.pem"),
      "--tls-cert",
      at("own.pem"),
      "--tls-key",
      at("own.key"),
    ];
    worker({}, address, ...trust);
    const out = join(root, "tls");
    const words = [...sweepWords(model, out), "--queue", address];
    const refused = await cidery(words);
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringMatching(/certificate[^]*--tls-ca/u),
    ]);
    expect(await cidery([...words, ...trust])).toMatchObject({ code: 0 });
    expect(await rowsIn(out)).toBe(here);
  });

  test("says who is wrong: the address, the password, a server that is not there, nobody who works", async () => {
    const port = await freePort();
    await server(port, "--requirepass", "right");
    const out = join(root, "wrong");
    const by = async (address: string, ...more: readonly string[]) =>
      await cidery([...sweepWords(model, out), "--queue", address, ...more]);
    const wrong = await by(`redis://:secret-word@127.0.0.1:${port}`);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("WRONGPASS")]);
    expect(wrong.err).not.toContain("secret-word");
    expect((await by(`redis://127.0.0.1:${port}`)).err).toContain("NOAUTH");
    expect((await by(`redis://127.0.0.1:${await freePort()}`)).err).toContain("ECONNREFUSED");
    expect((await by("http://127.0.0.1")).err).toContain("is not the address of a queue");
    expect((await cidery(["worker"], { CIDERY_QUEUE: "" })).err).toContain("where is the queue?");
    const alone = await by(`redis://:right@127.0.0.1:${port}`, "--time-limit", "2");
    expect([alone.code, alone.err]).toEqual([1, expect.stringContaining("nobody works at")]);
    expect(alone.err).toContain("stopped: 0 of 80 parts");
  });

  test("refuses what a worker reads differently, in the worker's words", async () => {
    const port = await freePort();
    await server(port);
    const address = `redis://127.0.0.1:${port}`;
    const [base, upper] = [join(root, "base.cid"), join(root, "upper.cid")];
    writeFileSync(base, readFileSync(model));
    writeFileSync(upper, 'extends "base.cid"\n');
    const out = join(root, "extends");
    const begun = cidery([...sweepWords(upper, out), "--queue", address]);
    await until("jobs", async () => {
      const waiting = await ran("redis-cli", ["-p", String(port), "--scan", "--pattern", "*:wait"]);
      return waiting.out !== "";
    });
    // By the time that a worker reads it, the file is another.
    writeFileSync(base, readFileSync(model, "utf8").replace("else 0", "else 0.5"));
    worker({}, address);
    const { code, err } = await begun;
    expect([code, err]).toEqual([2, expect.stringContaining("means something else")]);
    expect(parts(out)).toBe(0);
  });
});

/** A small authority, and what it says of localhost. */
async function certificates(): Promise<void> {
  const at = (name: string): string => join(root, name);
  writeFileSync(at("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  const lines = [
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-subj",
      "/CN=test authority",
      "-days",
      "2",
      "-keyout",
      at("ca.key"),
      "-out",
      at("ca.pem"),
    ],
    [
      "req",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-subj",
      "/CN=localhost",
      "-keyout",
      at("own.key"),
      "-out",
      at("own.csr"),
    ],
    [
      "x509",
      "-req",
      "-in",
      at("own.csr"),
      "-CA",
      at("ca.pem"),
      "-CAkey",
      at("ca.key"),
      "-CAcreateserial",
      "-days",
      "2",
      "-extfile",
      at("names"),
      "-out",
      at("own.pem"),
    ],
  ];
  for (const line of lines) expect(await ran("openssl", line)).toMatchObject({ code: 0 });
}
