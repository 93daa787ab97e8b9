"""Times pygambit in process, floating point. Not part of Cidery: only bench/peers.ts calls it.

stdin: one JSON object per line, {"file": path of an .efg or .nfg file, "task": "zero-sum" | "one" | "all", "runs": n}
stdout: first the versions, then for each line processor milliseconds (`first` call, and the median of
the following), and how many equilibria were found.
"""

import json
import statistics
import sys
import time

import pygambit as gbt

SOLVE = {
    "zero-sum": lambda game: gbt.nash.lp_solve(game, rational=False),
    "one": lambda game: gbt.nash.lcp_solve(game, rational=False, stop_after=1),
    "all": lambda game: gbt.nash.enummixed_solve(game, rational=False),
}


def found_by(result):
    """A method that finds one equilibrium calls it so."""
    return result.equilibria if hasattr(result, "equilibria") else [result.equilibrium]


print(json.dumps({"versions": {"pygambit": gbt.__version__, "Python": sys.version.split()[0]}}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    read = gbt.read_efg if job["file"].endswith(".efg") else gbt.read_nfg
    game = read(job["file"])
    times = []
    for _ in range(1 + job["runs"]):
        start = time.process_time()
        found = SOLVE[job["task"]](game)
        times.append(1000 * (time.process_time() - start))
    again = statistics.median(times[1:]) if len(times) > 1 else None
    print(json.dumps({"first": times[0], "again": again, "equilibria": len(found_by(found))}), flush=True)
