"""Times pyAgrum, one thread. Not part of Cidery: only bench/peers.ts calls it.

stdin: one JSON object per line, {"file": path of a BIF file, "evidence": {name: label}, "target": name, "runs": n}
stdout: first the versions, then for each line processor milliseconds of all marginals with evidence and of
one posterior, medians over the runs (fewer where one takes long), each on a new inference object; of the same posterior from one
object whose evidence is set anew (`again`); and P(evidence). `first` is the first call for this network in this process.

{"diagram": path of a BIFXML file, "runs": n} is answered with milliseconds of the best policy of an influence diagram (Shafer and
Shenoy's LIMID inference, a new object each) and its expected utility.
"""

import json
import statistics
import sys
import time

import pyagrum as gum

gum.setNumberOfThreads(1)
# Processor milliseconds after which a call is not repeated.
LONG = 500
networks = {}


def marginals(bn, evidence):
    engine = gum.LazyPropagation(bn)
    engine.setEvidence(evidence)
    engine.makeInference()
    for name in bn.names():
        engine.posterior(name)
    return engine


def posterior(bn, evidence, target):
    engine = gum.LazyPropagation(bn)
    engine.setEvidence(evidence)
    engine.addTarget(target)
    engine.makeInference()
    return engine.posterior(target)


def asked_again(bn, target):
    engine = gum.LazyPropagation(bn)
    engine.addTarget(target)

    def run(evidence):
        engine.setEvidence(evidence)
        engine.makeInference()
        return engine.posterior(target)

    return run


def best_policy(diagram):
    engine = gum.ShaferShenoyLIMIDInference(diagram)
    engine.makeInference()
    return engine.MEU()["mean"]


def timed(run):
    start = time.process_time()
    run()
    return 1000 * (time.process_time() - start)


def several(run, most):
    """Fewer where one takes long."""
    times = []
    while len(times) < most and sum(times) < LONG:
        times.append(timed(run))
    return times


print(json.dumps({"versions": {"pyAgrum": gum.__version__, "Python": sys.version.split()[0]}}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    if "diagram" in job:
        diagram = gum.loadID(job["diagram"])
        value = best_policy(diagram)
        times = several(lambda: best_policy(diagram), job["runs"])
        print(json.dumps({"policy": statistics.median(times), "value": value}), flush=True)
        continue
    file, evidence, target = job["file"], job["evidence"], job["target"]
    bn = networks.get(file)
    if bn is None:
        bn = networks[file] = gum.loadBN(file)
    first = timed(lambda: marginals(bn, evidence))
    every = several(lambda: marginals(bn, evidence), job["runs"])
    one = several(lambda: posterior(bn, evidence, target), job["runs"])
    ask = asked_again(bn, target)
    ask(evidence)
    again = several(lambda: ask(evidence), job["runs"])
    answer = {
        "first": first,
        "marginals": statistics.median(every) if every else None,
        "posterior": statistics.median(one) if one else None,
        "again": statistics.median(again) if again else None,
        "probability": marginals(bn, evidence).evidenceProbability(),
    }
    print(json.dumps(answer), flush=True)
