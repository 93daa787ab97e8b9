"""Times OpenSpiel's CFR+ (C++) in process. Not part of Cidery: only bench/peers.ts calls it.

stdin: one JSON object per line, {"game": OpenSpiel's name, "file": where its tree goes as .efg, "aim": exploitability, "limit": s}
stdout: first the versions, then for each line processor milliseconds until the average strategy's
exploitability is below the aim (measured between batches of rounds, measuring not timed), the rounds, and
what the exploitability is then.
"""

import json
import sys
import time
from importlib.metadata import version

import pyspiel
from open_spiel.python.algorithms.gambit import export_gambit


def solve(game, aim, limit):
    solver = pyspiel.CFRPlusSolver(game)
    spent, rounds, batch = 0.0, 0, 8
    while True:
        start = time.process_time()
        for _ in range(batch):
            solver.evaluate_and_update_policy()
        policy = solver.average_policy()
        spent += time.process_time() - start
        rounds += batch
        left = pyspiel.exploitability(game, policy)
        if left <= aim or spent > limit:
            return {"ms": 1000 * spent, "rounds": rounds, "exploitability": left}
        batch = max(8, rounds // 4)


print(json.dumps({"versions": {"OpenSpiel": version("open_spiel"), "Python": sys.version.split()[0]}}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    game = pyspiel.load_game(job["game"])
    with open(job["file"], "w") as file:
        file.write(export_gambit(game))
    print(json.dumps(solve(game, job["aim"], job["limit"])), flush=True)
