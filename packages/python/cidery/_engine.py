"""Runs the command's JavaScript: in an embedded V8 where there is one, else in a Node on the machine."""
from __future__ import annotations

import atexit
import ctypes
import json
import os
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Dict, List, NamedTuple, Optional

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT = os.path.join(HERE, "cidery.js")
if not os.path.exists(SCRIPT):  # in the repository, before there is a wheel
    SCRIPT = os.path.join(HERE, "..", "dist", "cidery.js")


class Answer(NamedTuple):
    """What one run of the command says."""

    code: int
    out: str
    err: str


class _V8:
    """mini-racer: one engine for the process.

    It runs in a thread of its own: where an event loop is running, as in every notebook, mini-racer joins that
    loop and can no longer be waited for from it.
    """

    name = "mini-racer"

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "cidery")
        self._thread.submit(self._start).result()

    def ask(self, args: List[str], folder: str, files: Dict[str, str], text: str) -> dict:
        return self._thread.submit(self._ask, args, folder, files, text).result()

    def _start(self) -> None:
        from py_mini_racer import MiniRacer

        self._context = MiniRacer()
        with open(SCRIPT, encoding="utf-8") as script:
            self._context.eval(script.read())
        self._context.eval(_ASKED)
        # Taking V8 down while its compiler still works in the background ends the process with a fault
        # (seen with 0.14.1, once in a few runs), so it stays until the process is gone.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._context))

    def _ask(self, args: List[str], folder: str, files: Dict[str, str], text: str) -> dict:
        put = json.dumps(list(files.items()))
        call = json.dumps([args, folder, text])
        # Nothing in there waits for anything outside: when the script has ended, so have its promises, and
        # to hand one over costs more than most answers.
        self._context.eval(f"__cideryAsk({put}, {call})")
        said = self._context.eval("__ciderySaid")
        if not isinstance(said, str):
            said = self._context.eval("__cideryAsked").get()
        head, _, out = said.partition("\n")
        code, err = json.loads(head)
        return {"code": code, "out": out, "err": err}


#: What is printed stays as it is: a line of JSON before it says the rest.
_ASKED = """
globalThis.__cideryAsk = (files, [args, folder, text]) => {
  __ciderySaid = undefined;
  __cideryFiles.clear();
  for (const [path, content] of files) __cideryFiles.set(path, content);
  globalThis.__cideryAsked = cidery.run(args, folder, text).then(({ code, out, err }) => {
    __ciderySaid = `${JSON.stringify([code, err])}\\n${out}`;
    return __ciderySaid;
  });
};
globalThis.__ciderySaid = undefined;
"""


_LOOP = """
const lines = require("readline").createInterface({ input: process.stdin });
globalThis.__cideryFiles = new Map();
require("vm").runInThisContext(require("fs").readFileSync(process.argv[1], "utf8"));
let last = Promise.resolve();
lines.on("line", (line) => { last = last.then(async () => {
  const [args, folder, files, text] = JSON.parse(line);
  __cideryFiles.clear();
  for (const [path, content] of files) __cideryFiles.set(path, content);
  process.stdout.write(JSON.stringify(await cidery.run(args, folder, text)) + "\\n");
}); });
"""


class _Node:
    """One Node process that is asked line by line."""

    name = "node"

    def __init__(self, program: str) -> None:
        self._process = subprocess.Popen(
            [program, "-e", _LOOP, SCRIPT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        atexit.register(self._process.kill)

    def ask(self, args: List[str], folder: str, files: Dict[str, str], text: str) -> dict:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([args, folder, list(files.items()), text]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if line == "":
            raise RuntimeError("the Node that ran Cidery has ended")
        return json.loads(line)


_lock = threading.Lock()
_engine: Optional[object] = None


def _start() -> object:
    wanted = os.environ.get("CIDERY_ENGINE", "")
    if wanted not in ("", "mini-racer", "node"):
        raise RuntimeError(f"CIDERY_ENGINE is {wanted}; it takes mini-racer or node")
    if wanted != "node":
        try:
            return _V8()
        except ImportError:
            if wanted == "mini-racer":
                raise
    program = shutil.which("node")
    if program is None:
        raise RuntimeError("Cidery needs the package mini-racer, or a Node on the PATH; neither is there")
    return _Node(program)


def ask(args: List[str], folder: str, files: Dict[str, str], text: str = "") -> Answer:
    """Runs `cidery` with these words; `files` are what it may read, by absolute path."""
    global _engine
    with _lock:
        if _engine is None:
            _engine = _start()
        answer = _engine.ask(args, folder, files, text)  # type: ignore[attr-defined]
    return Answer(answer["code"], answer["out"], answer["err"])


def engine_name() -> str:
    """`mini-racer` or `node`: what the engine runs in."""
    global _engine
    with _lock:
        if _engine is None:
            _engine = _start()
        return _engine.name  # type: ignore[attr-defined]
