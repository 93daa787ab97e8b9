"""Times Q-learning written with numpy, one thread. Not part of Cidery: only bench/peers.ts calls it.

stdin: one JSON object per line, {"steps": T, "states": n, "slip": chance of staying, "episodes": n, "batch": n}
stdout: first the versions, then for each line processor milliseconds of a thousand turns, learning by one episode after the
other (`loop`) and by `batch` episodes at once (`batch`), and whether each of them came to go right from everywhere at first (`right`).
"""

import json
import sys
import time

import numpy as np


def one_by_one(job, rng):
    steps, states, slip = job["steps"], job["states"], job["slip"]
    values, visits = np.zeros((steps + 1, states, 2)), np.zeros((steps, states, 2))
    episodes = job["episodes"]
    for episode in range(episodes):
        explore = max(0.1, 1 - episode / episodes / 0.75)
        s = rng.integers(states)
        for t in range(steps):
            a = rng.integers(2) if rng.random() < explore else int(np.argmax(values[t, s]))
            after = s if rng.random() < slip else min(max(s + 2 * a - 1, 0), states - 1)
            reward = 1.0 if after == states - 1 else 0.0
            n = visits[t, s, a] = visits[t, s, a] + 1
            rate = (steps + 1) / (steps + n)
            target = reward + values[t + 1, after].max()
            values[t, s, a] += rate * (target - values[t, s, a])
            s = after
    return values


def together(job, rng):
    steps, states, slip, batch = job["steps"], job["states"], job["slip"], job["batch"]
    values, visits = np.zeros((steps + 1, states, 2)), np.zeros((steps, states, 2))
    rounds = max(1, job["episodes"] // batch)
    for episode in range(rounds):
        explore = max(0.1, 1 - episode / rounds / 0.75)
        s = rng.integers(states, size=batch)
        for t in range(steps):
            best = values[t, s].argmax(axis=1)
            a = np.where(rng.random(batch) < explore, rng.integers(2, size=batch), best)
            after = np.where(rng.random(batch) < slip, s, np.clip(s + 2 * a - 1, 0, states - 1))
            target = (after == states - 1) + values[t + 1, after].max(axis=1)
            # The mean of the batch for each state and action, as so many visits would give in turn.
            count, total = np.zeros((states, 2)), np.zeros((states, 2))
            np.add.at(count, (s, a), 1)
            np.add.at(total, (s, a), target)
            seen = count > 0
            visits[t] += count
            rate = np.minimum(1, (steps + 1) * count / (steps + visits[t]))
            mean = np.divide(total, count, where=seen, out=np.zeros_like(total))
            values[t] = np.where(seen, values[t] + rate * (mean - values[t]), values[t])
            s = after
    return values


def timed(run, job, turns):
    rng = np.random.default_rng(1)
    start = time.process_time()
    values = run(job, rng)
    took = 1000 * (time.process_time() - start) / (turns / 1000)
    return took, bool((values[0].argmax(axis=1)[:-1] == 1).all())


print(json.dumps({"versions": {"numpy": np.__version__}}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    turns = job["episodes"] * job["steps"]
    loop, loop_right = timed(one_by_one, job, turns)
    many = {**job, "episodes": 50 * job["batch"]}
    batch, batch_right = timed(together, many, many["episodes"] * job["steps"])
    answer = {"loop": loop, "batch": batch, "right": loop_right and batch_right}
    print(json.dumps(answer), flush=True)
