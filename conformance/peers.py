"""Reads Cidery's exports with pyAgrum, pgmpy, PyCID and pygambit and compares the numbers.

    node conformance/peers.js FOLDER [file or folder …]       # writes exports and what Cidery answers
    python3 conformance/peers.py FOLDER [--limit SECONDS] [--minutes MINUTES] [--record conformance/peers.json]

Marginals of all variables (decisions at random) and expected utilities of networks and diagrams, the
value of the best policy where pyAgrum's one pass finds it, the payoffs of every profile of a table,
and what each player of a tree expects when all choose at random.

Each comparison is a process with a limit of processor time (60 s unless told) and of memory. What was
compared lies beside the export (`results.json`) and is not done again: a run that was ended goes on
where it was, and after `--minutes` it ends by itself; one with other versions of the tools wants a new folder. `--record` writes what became of
every file, format and peer, as JSON and as tables (`conformance/peers.md`); with `--keep` what stands there of files
that are not in FOLDER stays, if the tools are the same versions.
"""
import argparse
import importlib
import importlib.metadata
import importlib.util
import json
import multiprocessing
import os
import resource
import sys
import time

from peersRead import READERS, one_thread
from peersTable import counts, kept, markdown, record

TOLERANCE = 1e-9
#: pyAgrum keeps the numbers of .bif and .net files in single precision.
SINGLE = 1e-7
ABSENT = "the tool is not installed"
HOW = (
    "Written by `conformance/peers.py`, which says how; `README.md` beside this page says what it means. ✓ is agreement to "
    "1e-9, (single) agreement to single precision; – is not comparable, for a reason of the second table."
)
MEMORY = 6 * 2**30


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder")
    arguments.add_argument("--limit", type=int, default=60)
    arguments.add_argument("--minutes", type=float, default=float("inf"))
    arguments.add_argument("--record")
    arguments.add_argument("--keep", action="store_true")
    chosen = arguments.parse_args()
    one_thread()
    for module in {module for module, _ in READERS.values()}:
        if importlib.util.find_spec(module) is not None:
            importlib.import_module(module)
    homes = sorted(home for home, _, files in os.walk(chosen.folder) if "source.json" in files)
    sources, end = [], time.monotonic() + 60 * chosen.minutes
    for index, home in enumerate(homes):
        if time.monotonic() < end or os.path.exists(os.path.join(home, "results.json")):
            sources.append(compared(home, chosen.limit))
        if index % 50 == 49:
            print(f"{index + 1} of {len(homes)}", flush=True)
    if len(sources) < len(homes):
        print(f"{len(homes) - len(sources)} of {len(homes)} files are left for the next run")
    if chosen.keep:
        sources += kept(json.load(open(chosen.record, encoding="utf-8")), sources, versions())
    whole = record(sources, versions())
    if chosen.record:
        with open(chosen.record, "w", encoding="utf-8") as file:
            file.write(lines_of(whole))
        with open(os.path.splitext(chosen.record)[0] + ".md", "w", encoding="utf-8") as file:
            file.write(f"# Exports read by other tools, file by file\n\n{HOW}\n\n{markdown(whole)}\n")
    print(counts(whole))
    different = [s["source"] for s in sources if any(r["outcome"] == "differs" for r in s["rows"])]
    sys.exit(1 if different else 0)


def lines_of(whole):
    """JSON with a line for each file, so that changes are seen."""
    heads = [f"{json.dumps(name)}: {json.dumps(whole[name])}" for name in ("versions", "reasons")]
    files = ",\n".join(f"{json.dumps(name)}: {json.dumps(cells)}" for name, cells in whole["files"].items())
    return "{" + ",\n".join([*heads, f'"files": {{\n{files}\n}}']) + "}\n"


def versions():
    found = {}
    for (peer, _), (module, _) in READERS.items():
        if importlib.util.find_spec(module) is not None:
            found[peer] = importlib.metadata.version(module)
    return found


def compared(home, limit):
    """What became of each export of one file, computed once."""
    path = os.path.join(home, "results.json")
    if os.path.exists(path):
        return json.load(open(path, encoding="utf-8"))
    source = json.load(open(os.path.join(home, "source.json"), encoding="utf-8"))
    rows = [row_of(home, row, limit) for row in source["rows"]]
    result = {"source": source["source"], "rows": rows}
    # A tool that is absent now may be there the next time.
    if not any(row.get("why") == ABSENT for row in rows):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(result, file)
    for row in rows:
        if row["outcome"] in ("differs", "skipped"):
            told = f"{row.get('why', '')} {row.get('note', '')} {row.get('worst', '')}"
            print(f"{row['outcome']} {result['source']} {row['format']} {row['peer']}: {told.strip()}", flush=True)
    return result


def row_of(home, row, limit):
    names = {"format": row["format"], "peer": row["peer"]}
    if "why" in row:
        return {**names, "outcome": "skipped" if row.get("skipped") else "incomparable", "why": row["why"]}
    module, read = READERS[row["peer"], row["reader"]]
    if importlib.util.find_spec(module) is None:
        return {**names, "outcome": "skipped", "why": ABSENT}
    answer = in_a_process(read, os.path.join(home, row["file"]), row["answer"], limit)
    if "why" in answer:
        return {**names, **answer}
    bound = SINGLE if row["peer"] == "pyAgrum" and row["format"] in ("bif", "net") else TOLERANCE
    word = "agrees" if answer["worst"] <= TOLERANCE else "single" if answer["worst"] <= bound else "differs"
    return {**names, "outcome": word, **answer}


def in_a_process(read, path, answer, limit):
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=child, args=(read, path, answer, limit, theirs))
    process.start()
    theirs.close()
    # The limit is of processor time; a machine that is busy gets ten times as long.
    try:
        found = ours.recv() if ours.poll(10 * limit) else None
    except EOFError:
        found = None
    process.kill()
    process.join()
    return found or {"outcome": "skipped", "why": f"the peer takes more than {limit} s or {MEMORY >> 30} GB"}


def child(read, path, answer, limit, pipe):
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # What peers print is not what is asked for.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        found = read(path, answer)
        said = {"numbers": found.numbers, "worst": found.worst, **({"note": found.note} if found.note else {})}
        if found.numbers == 0:
            said = {"outcome": "incomparable", "why": "there is no number in it"}
    except MemoryError:
        said = None
    except Exception as error:  # noqa: BLE001  every refusal of a peer is told
        text = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        said = {"outcome": "incomparable", "why": f"the peer refuses it: {text}"}
    pipe.send(said)


if __name__ == "__main__":
    main()
