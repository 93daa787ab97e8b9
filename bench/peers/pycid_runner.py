"""Times PyCID on the models bench/pycid.ts sends. Not part of Cidery: only the bench calls it.

stdin: {"limit": s, "budget": s, "models": [{"id", "family", "size", "target", "nodes", "operations"}]}
stdout: one JSON object per line: first the versions, then one per model and operation with `ms`
(CPU, the fastest run, on a fresh copy of the model each time) and `answer`, or `ms: null` and `why`.
"""

import itertools
import json
import random
import signal
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import numpy  # noqa: E402

# pgmpy 0.1.17 asks for names that numpy 2 has dropped; they were these.
for old, new in (("product", "prod"), ("float_", "float64"), ("in1d", "isin")):
    if not hasattr(numpy, old):
        setattr(numpy, old, getattr(numpy, new))

import networkx  # noqa: E402
import pgmpy  # noqa: E402
import pycid  # noqa: E402
from pycid.analyze.instrumental_control_incentive import admits_ici_list  # noqa: E402
from pycid.analyze.reasoning_patterns import get_reasoning_patterns  # noqa: E402
from pycid.analyze.requisite_graph import requisite_graph  # noqa: E402
from pycid.analyze.response_incentive import admits_ri_list  # noqa: E402
from pycid.analyze.value_of_control import admits_voc_list  # noqa: E402
from pycid.analyze.value_of_information import admits_voi_list, quantitative_voi  # noqa: E402
from pycid.core.relevance_graph import RelevanceGraph  # noqa: E402


class Stopped(Exception):
    pass


def stop(_signal, _frame):
    raise Stopped()


def function_of(node, domains):
    contexts = itertools.product(*[domains[p] for p in node["parents"]])
    table = {c: dict(zip(node["domain"], row)) for c, row in zip(contexts, node["rows"])}

    def distribution(**values):
        return table[tuple(values[p] for p in node["parents"])]

    return distribution


def build(model):
    nodes = model["nodes"]
    edges = [(p, n["name"]) for n in nodes for p in n["parents"]]
    agents = sorted({n["agent"] for n in nodes if n["kind"] != "chance"})
    owned = {
        kind: {a: [n["name"] for n in nodes if n["kind"] == kind and n["agent"] == a] for a in agents}
        for kind in ("decision", "utility")
    }
    if len(agents) == 1:
        cid = pycid.CID(edges, decisions=owned["decision"][agents[0]], utilities=owned["utility"][agents[0]])
    else:
        cid = pycid.MACID(edges, agent_decisions=owned["decision"], agent_utilities=owned["utility"])
    domains = {n["name"]: list(n["domain"]) for n in nodes}
    for n in nodes:
        if n["kind"] == "decision":
            cid.add_cpds(**{n["name"]: list(n["domain"])})
            continue
        cid.add_cpds(pycid.StochasticFunctionCPD(n["name"], function_of(n, domains), cid, domain=domains[n["name"]]))
    return cid


def decisions_of(model):
    return [n["name"] for n in model["nodes"] if n["kind"] == "decision"]


def requisite(cid, model):
    reduced = requisite_graph(cid)
    return sorted(f"{a}->{b}" for a, b in set(cid.edges) - set(reduced.edges))


def per_decision(function):
    def answer(cid, model):
        return sorted(f"{d}:{x}" for d in decisions_of(model) for x in function(cid, d))

    return answer


def relevance(cid, model):
    return sorted(f"{a}->{b}" for a, b in RelevanceGraph(cid).edges)


def policy(cid, model):
    cid.impute_optimal_policy()
    return float(cid.expected_utility({}))


def query(cid, model):
    for d in cid.decisions:
        cid.impute_random_decision(d)
    factor = cid.query([model["target"]], {})
    factor.normalize()
    return float(factor.values[0])


def patterns(cid, model):
    found = get_reasoning_patterns(cid)
    return sorted({d for kind in found.values() for d in kind})


OPERATIONS = {
    "requisite": requisite,
    "voi": per_decision(admits_voi_list),
    "ri": per_decision(admits_ri_list),
    "ici": per_decision(admits_ici_list),
    "voc": lambda cid, model: sorted(admits_voc_list(cid)),
    "relevance": relevance,
    "policy": policy,
    "worth": lambda cid, model: float(quantitative_voi(cid, decisions_of(model)[0], model["target"])),
    "query": query,
    "patterns": patterns,
    "ne": lambda cid, model: len(cid.get_ne()),
    "spe": lambda cid, model: len(cid.get_spe()),
}


def measure(model, name, limit, budget):
    best, answer, runs, spent = None, None, 0, 0.0
    while runs < 3 or (spent < budget and runs < 50):
        if runs > 0 and spent > limit:
            break
        cid = build(model)
        random.seed(1)
        signal.setitimer(signal.ITIMER_PROF, limit)
        start, begin = time.process_time(), time.perf_counter()
        try:
            answer = OPERATIONS[name](cid, model)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        # The CPU clock is coarse while its timer runs; short runs are rarely interrupted.
        waited = time.perf_counter() - begin
        elapsed = waited if waited < 0.02 else time.process_time() - start
        spent += elapsed
        runs += 1
        best = elapsed if best is None else min(best, elapsed)
    return {"ms": best * 1000, "runs": runs, "answer": answer}


def main():
    signal.signal(signal.SIGPROF, stop)
    request = json.load(sys.stdin)
    try:
        import pygambit

        gambit = getattr(pygambit, "__version__", "present")
    except ImportError:
        gambit = None
    versions = {"python": sys.version.split()[0], "networkx": networkx.__version__, "pygambit": gambit}
    for package in ("pycid", "pgmpy", "pygambit", "numpy"):
        try:
            from importlib.metadata import version

            versions[package] = version(package)
        except Exception:
            versions.setdefault(package, getattr(pgmpy, "__version__", None))
    print(json.dumps({"versions": versions}), flush=True)
    beyond = set()
    for model in request["models"]:
        for name in model["operations"]:
            row = {"id": model["id"], "operation": name}
            key = (model["family"], name)
            if key in beyond:
                row.update(ms=None, why="a smaller model was stopped already")
            else:
                try:
                    row.update(measure(model, name, request["limit"], request["budget"]))
                except Stopped:
                    beyond.add(key)
                    row.update(ms=None, why=f"stopped after {request['limit']} s CPU")
                except Exception as error:  # what PyCID refuses is part of the result
                    row.update(ms=None, why=" ".join(f"{type(error).__name__}: {error}".split())[:120])
            print(json.dumps(row), flush=True)


main()
