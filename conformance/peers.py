"""Reads Cidery's exports with pyAgrum, pgmpy, PyCID and pygambit and compares the numbers.

    node conformance/peers.js FOLDER          # writes exports and what Cidery answers
    python3 conformance/peers.py FOLDER       # in an environment with the tools; prints JSON

A tool that is not installed is said to be absent. Numbers are compared to 1e-9: marginals of all
variables for networks, the value of the optimal policy for influence diagrams, payoffs of every
strategy profile for games, marginals and expected utilities under random decisions for PyCID.
"""
import importlib.util
import json
import os
import sys

FOLDER = sys.argv[1]
ANSWERS = json.load(open(os.path.join(FOLDER, "answers.json")))
TOLERANCE = 1e-9
#: pyAgrum keeps the numbers of .bif and .net files in single precision.
SINGLE = 1e-7
results = {}


def record(tool, name, worst, compared, note=None):
    results.setdefault(tool, []).append(
        {"file": name, "worst": worst, "compared": compared, **({"note": note} if note else {})}
    )


def has(module):
    return importlib.util.find_spec(module) is not None


def bound(tool, name):
    return SINGLE if tool == "pyAgrum" and name.endswith((".bif", ".net")) else TOLERANCE


def path(name):
    return os.path.join(FOLDER, name)


def gap(a, b):
    return abs(a - b) / max(1.0, abs(a), abs(b))


def compare_marginals(tool, name, ours, theirs_of):
    worst, compared = 0.0, 0
    for variable, values in ours.items():
        theirs = theirs_of(variable)
        for value, p in values.items():
            worst = max(worst, abs(theirs[value] - p))
            compared += 1
    record(tool, name, worst, compared)


def agrum_network(name, ours):
    import pyagrum as gum

    bn = gum.loadBN(path(name))
    engine = gum.LazyPropagation(bn)
    engine.makeInference()

    def theirs_of(variable):
        v = bn.variable(variable)
        posterior = engine.posterior(variable)
        return {v.label(i): posterior[i] for i in range(v.domainSize())}

    compare_marginals("pyAgrum", name, ours, theirs_of)


def agrum_diagram(name, value):
    import pyagrum as gum

    diagram = gum.loadID(path(name))
    engine = gum.ShaferShenoyLIMIDInference(diagram)
    if not engine.isSolvable():
        record("pyAgrum", name, 0.0, 0, "not solvable without memory there; not compared")
        return
    engine.makeInference()
    record("pyAgrum", name, gap(engine.MEU()["mean"], value), 1)


def pgmpy_network(name, ours):
    from pgmpy.inference import VariableElimination
    from pgmpy.readwrite import BIFReader, XMLBIFReader

    reader = {"bif": BIFReader, "bifxml": XMLBIFReader}[name.rsplit(".", 1)[1]]
    model = reader(path(name)).get_model()
    engine = VariableElimination(model)

    def theirs_of(variable):
        factor = engine.query([variable], show_progress=False)
        states = factor.state_names[variable]
        return {str(s): float(p) for s, p in zip(states, factor.values)}

    compare_marginals("pgmpy", name, ours, theirs_of)


def pycid_marginals(name, ours):
    from pgmpy.inference import VariableElimination

    scope = {}
    exec(open(path(name)).read(), scope)  # noqa: S102  what we wrote ourselves
    model = scope["make_model"]()
    worst, compared = 0.0, 0
    # A decision without a policy has a uniform distribution in PyCID.
    engine = VariableElimination(model)
    for variable, answer in ours.items():
        factor = engine.query([variable], show_progress=False)
        domain = model.model.domain[variable]
        if "expectation" in answer:
            theirs = sum(float(v) * float(p) for v, p in zip(domain, factor.values))
            worst = max(worst, gap(theirs, answer["expectation"]))
            compared += 1
            continue
        for value, p in answer["values"]:
            at = domain.index(json_value(value))
            worst = max(worst, abs(float(factor.values[at]) - p))
            compared += 1
    record("PyCID", name, worst, compared)


def json_value(value):
    return tuple(json_value(v) for v in value) if isinstance(value, list) else value


def gambit_game(name, answer):
    """Every profile of pure strategies pays what Cidery says; with pygambit 17."""
    import pygambit

    game = pygambit.read_nfg(path(name))
    worst, compared = 0.0, 0
    for profile in answer["profiles"]:
        chosen = game.mixed_strategy_profile()
        for player, index in zip(game.players, profile["strategies"]):
            chosen[player] = {list(dict(chosen[player]))[index]: 1}
        payoffs = dict(chosen.payoffs)
        for player, payoff in zip(game.players, profile["payoffs"]):
            worst = max(worst, gap(float(payoffs[player]), payoff))
            compared += 1
    record("pygambit", name, worst, compared)


def gambit_tree(name, answer):
    """What each player can expect when all choose at random wherever they move."""
    import pygambit

    theirs = dict(pygambit.read_efg(path(name)).mixed_behavior_profile().payoffs)
    worst, compared = 0.0, 0
    for player, payoff in zip(answer["players"], answer["payoffs"]):
        if player in theirs:
            worst = max(worst, gap(float(theirs[player]), payoff))
            compared += 1
    record("pygambit", name, worst, compared)


READERS = {
    "agrum-network": ("pyagrum", agrum_network),
    "agrum-diagram": ("pyagrum", agrum_diagram),
    "pgmpy-network": ("pgmpy", pgmpy_network),
    "pycid": ("pycid", pycid_marginals),
    "gambit": ("pygambit", gambit_game),
    "gambit-tree": ("pygambit", gambit_tree),
}

absent, failed = set(), []
for item in ANSWERS:
    module, read = READERS[item["reader"]]
    if not has(module):
        absent.add(module)
        continue
    try:
        read(item["file"], item["answer"])
    except Exception as error:  # noqa: BLE001  every refusal of a peer is told
        failed.append({"reader": item["reader"], "file": item["file"], "error": f"{type(error).__name__}: {error}"[:300]})

summary = {
    tool: {
        "files": len(items),
        "numbers": sum(i["compared"] for i in items),
        "worst": max(i["worst"] for i in items),
        "agree": all(i["worst"] <= bound(tool, i["file"]) for i in items),
    }
    for tool, items in results.items()
}
disagree = [i for tool, items in results.items() for i in items if i["worst"] > bound(tool, i["file"])]
print(json.dumps({"summary": summary, "absent": sorted(absent), "failed": failed, "disagree": disagree}, indent=1))
sys.exit(1 if disagree else 0)
