/**
 * What the command asks of Node, for an engine that has none of it: files that were handed over,
 * POSIX paths, and the few globals that a bare V8 lacks. `scripts/bundle-embedded.js` puts it in the
 * place of every `node:` module.
 */

/** Texts by absolute path; whoever embeds the command fills it. */
const files = (globalThis.__cideryFiles ??= new Map());

globalThis.console ??= { log() {}, warn() {}, error() {} };
globalThis.performance ??= { now: () => Date.now() };
globalThis.TextEncoder ??= class {
  encode(text) {
    const bytes = [];
    for (const character of text) {
      const code = character.codePointAt(0);
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000)
        bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else
        bytes.push(
          0xf0 | (code >> 18),
          0x80 | ((code >> 12) & 63),
          0x80 | ((code >> 6) & 63),
          0x80 | (code & 63),
        );
    }
    return Uint8Array.from(bytes);
  }
};
globalThis.TextDecoder ??= class {
  decode(given = new Uint8Array()) {
    const bytes = given instanceof Uint8Array ? given : new Uint8Array(given.buffer ?? given);
    let text = "";
    for (let i = 0; i < bytes.length; ) {
      const first = bytes[i++];
      const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      let code = more === 0 ? first : first & (0x3f >> more);
      for (let n = 0; n < more; n++) code = (code << 6) | (bytes[i++] & 63);
      text += String.fromCodePoint(code);
    }
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
};
globalThis.atob ??= (text) => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let result = "";
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = letters.indexOf(letter);
    if (value < 0) continue;
    bits = (bits << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    result += String.fromCharCode((bits >> held) & 255);
    bits &= (1 << held) - 1;
  }
  return result;
};
globalThis.URL ??= class {
  constructor(path, base = "") {
    this.href = `${base}/${path}`;
    this.pathname = path;
  }
};
globalThis.setTimeout ??= () => 0;
/** Nothing can come in between: a promise is as late as it gets. */
globalThis.setImmediate ??= (go) => void Promise.resolve().then(go);
globalThis.clearTimeout ??= () => undefined;
globalThis.AbortController ??= class {
  signal = { aborted: false, addEventListener() {}, removeEventListener() {}, throwIfAborted() {} };
  abort() {
    this.signal.aborted = true;
  }
};

export const sep = "/";
export const delimiter = ":";
export const isAbsolute = (path) => path.startsWith("/");
export function normalize(path) {
  const kept = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (part !== ".." || !path.startsWith("/")) kept.push(part);
  }
  return `${path.startsWith("/") ? "/" : ""}${kept.join("/")}` || ".";
}
export const join = (...parts) => normalize(parts.filter((part) => part !== "").join("/"));
export function resolve(...parts) {
  let path = "";
  for (const part of parts) path = isAbsolute(part) ? part : `${path}/${part}`;
  return normalize(path.startsWith("/") ? path : `/${path}`);
}
export function dirname(path) {
  const at = path.lastIndexOf("/");
  return at < 0 ? "." : at === 0 ? "/" : path.slice(0, at);
}
export const basename = (path, ending = "") => {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return ending !== "" && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
};
export const extname = (path) => /(?:[^/])(\.[^./]*)$/u.exec(path)?.[1] ?? "";
export function relative(from, to) {
  const [a, b] = [from, to].map((path) =>
    resolve(path)
      .split("/")
      .filter((part) => part !== ""),
  );
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => ".."), ...b.slice(same)].join("/");
}
export const posix = {
  sep,
  delimiter,
  isAbsolute,
  normalize,
  join,
  resolve,
  dirname,
  basename,
  extname,
  relative,
};
/** @alias */
export const win32 = posix;

const folderAt = (path) => [...files.keys()].some((file) => file.startsWith(`${path}/`));
export const existsSync = (path) => files.has(path) || folderAt(path);
export function readFileSync(path, encoding) {
  const text = files.get(path);
  if (text === undefined)
    throw Object.assign(new Error(`no file ${path}`), { code: "ENOENT", syscall: "open", path });
  return encoding === undefined ? new TextEncoder().encode(text) : text;
}
export function statSync(path, options) {
  const file = files.has(path);
  if (!file && !folderAt(path)) {
    if (options?.throwIfNoEntry === false) return undefined;
    throw Object.assign(new Error(`no file ${path}`), { code: "ENOENT", syscall: "stat", path });
  }
  const is = (wanted) => () => wanted;
  return {
    size: file ? files.get(path).length : 0,
    isFile: is(file),
    isDirectory: is(!file),
    isSocket: is(false),
    isCharacterDevice: is(false),
    isBlockDevice: is(false),
  };
}
export const realpathSync = (path) => path;
export function readdirSync(path) {
  const names = new Set();
  for (const file of files.keys())
    if (file.startsWith(`${path}/`)) names.add(file.slice(path.length + 1).split("/")[0]);
  return [...names].map((name) => ({
    name,
    isDirectory: () => !files.has(`${path}/${name}`),
    isFile: () => files.has(`${path}/${name}`),
    isSymbolicLink: () => false,
  }));
}
const absent = (name) => () => {
  throw new Error(`${name} is not possible here: use the cidery command`);
};
export const writeFileSync = absent("writing files");
export const openSync = absent("writing files");
export const writeSync = absent("writing files");
export const fsyncSync = absent("writing files");
export const closeSync = absent("writing files");
export const renameSync = absent("writing files");
export const chmodSync = absent("writing files");
export const chownSync = absent("writing files");
export const mkdirSync = absent("writing files");
export const mkdtempSync = absent("writing files");
export const rmSync = absent("writing files");
export const createReadStream = absent("reading streams");
export const gzipSync = absent("packing");
export const createGzip = absent("packing");
export const pipeline = absent("streams");
export const Readable = { from: absent("streams") };
export const createServer = absent("serving");
export const createRequire = () => absent("requiring modules");
export const createHash = absent("hashing");
export const randomUUID = () => "embedded";
export const randomInt = (low, high) => low + Math.floor(Math.random() * (high - low));
export const tmpdir = () => "/tmp";
export const cpus = () => [1];
export const availableParallelism = () => 1;
/** No file of its own stands anywhere: only the catalogue may, as ../models. */
export const fileURLToPath = (url) =>
  String(url?.href ?? url).endsWith("longWorker.js") ? "/cidery/none" : "/cidery/cli/embedded.js";
export const pathToFileURL = (path) => ({ href: `file://${path}` });
export const parentPort = null;
export const workerData = undefined;
export class Worker {
  constructor() {
    throw new Error("there are no threads here");
  }
}
/** Commander sets options by events. */
export class EventEmitter {
  #listeners = new Map();
  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return this;
  }
  once(name, listener) {
    return this.on(name, listener);
  }
  off(name, listener) {
    this.#listeners.set(
      name,
      this.listeners(name).filter((one) => one !== listener),
    );
    return this;
  }
  removeListener(name, listener) {
    return this.off(name, listener);
  }
  emit(name, ...values) {
    const all = this.listeners(name);
    for (const listener of all) listener.apply(this, values);
    return all.length > 0;
  }
  listeners(name) {
    return this.#listeners.get(name) ?? [];
  }
  listenerCount(name) {
    return this.listeners(name).length;
  }
}
export const spawn = absent("other programs");
export const execFileSync = absent("other programs");
export const inspect = (value) => String(value);
export const stripVTControlCharacters = (text) => text;
const processThere = {
  env: {},
  argv: ["cidery"],
  execArgv: [],
  platform: "linux",
  version: "v20.0.0",
  versions: { node: "20.0.0" },
  stdout: { isTTY: false },
  stderr: { isTTY: false },
  exit: absent("ending"),
  on() {},
  once() {},
  cwd: () => "/",
};
globalThis.process ??= processThere;
export const env = {};
export const stdout = processThere.stdout;
export const stderr = processThere.stderr;
export const exit = processThere.exit;
export const argv = processThere.argv;
// oxlint-disable-next-line import/no-default-export -- Node’s modules have one
export default { ...posix, EventEmitter, existsSync, readFileSync, statSync, ...processThere };
