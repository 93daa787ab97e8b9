"""How each peer reads an export of Cidery's, and what it answers: the readers of `peers.py`.

A reader gets the file and Cidery's answer and returns an `Outcome`. What a peer refuses it raises.
"""
import os
import re
from dataclasses import dataclass


@dataclass
class Outcome:
    numbers: int = 0
    worst: float = 0.0
    #: What was found beside the numbers.
    note: str = ""

    def compare(self, theirs, ours):
        self.numbers += 1
        difference = abs(float(theirs) - ours) / max(1.0, abs(float(theirs)), abs(ours))
        # A number that is none differs from everything.
        self.worst = max(self.worst, difference if difference == difference else float("inf"))


def agrum_network(path, answer):
    import pyagrum as gum

    return _agrum_marginals(gum.loadBN(path), answer)


def agrum_diagram(path, answer):
    """Everything when decisions are random; and the optimum, where pyAgrum's one pass finds it."""
    import numpy
    import pyagrum as gum

    diagram = gum.loadID(path)
    bn, scales = gum.BayesNet(), {}
    for node in diagram.nodes():
        name = diagram.variable(node).name()
        if not diagram.isUtilityNode(node):
            bn.add(diagram.variable(node))
            continue
        # A utility becomes the probability of a yes, between the least and the most it can be.
        entries = diagram.utility(node).toarray()
        scales[name] = (float(entries.min()), float(entries.max()))
        bn.add(gum.LabelizedVariable(name, "", ["no", "yes"]))
    for node in diagram.nodes():
        name = diagram.variable(node).name()
        if diagram.isDecisionNode(node):
            bn.cpt(name).fillWith(1).normalize()
            continue
        for parent in diagram.parents(node):
            bn.addArc(diagram.variable(parent).name(), name)
        if diagram.isChanceNode(node):
            _fill(bn.cpt(name), diagram.cpt(node), numpy)
            continue
        least, most = scales[name]
        share = (diagram.utility(node) - least) / ((most - least) or 1.0)
        _fill(bn.cpt(name), share, numpy, yes=name)
    utilities = answer.pop("utilities")
    value = answer.pop("value", None)
    answer.pop("noValue", None)
    outcome = _agrum_marginals(bn, answer)
    engine = gum.LazyPropagation(bn)
    engine.makeInference()
    for name, expectation in utilities.items():
        least, most = scales[name]
        outcome.compare(least + float(engine.posterior(name)[1]) * (most - least), expectation)
    solver = gum.ShaferShenoyLIMIDInference(diagram)
    if value is None:
        outcome.note = "no optimum that Cidery proved in time"
    elif not solver.isSolvable():
        outcome.note = "the optimum is not compared: no order in which pyAgrum's one pass finds it"
    else:
        solver.makeInference()
        theirs = float(solver.MEU()["mean"])
        if theirs < value and not _close(theirs, value):
            outcome.note = f"the policy that pyAgrum finds is worth {theirs:.9g} of {value:.9g}"
        elif not _close(theirs, value):
            outcome.note = f"pyAgrum answers {theirs:.9g}, more than the optimum {value:.9g}"
        else:
            outcome.compare(theirs, value)
    return outcome


def _close(a, b):
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def _fill(target, source, numpy, yes=None):
    """Copies a table by the names of its variables, which may be in another order."""
    entries = source.toarray()
    names = list(reversed(source.names))
    if yes is not None:
        axis = names.index(yes)
        entries = numpy.concatenate([1 - entries, entries], axis=axis)
    order = [names.index(name) for name in reversed(target.names)]
    target[:] = numpy.ascontiguousarray(numpy.transpose(entries, order))


def _agrum_marginals(bn, answer):
    import pyagrum as gum

    engine = gum.LazyPropagation(bn)
    engine.makeInference()

    def theirs_of(name):
        # A name that a format cannot hold is changed there, and pyAgrum does not read what is displayed.
        called = name if name in bn.names() else re.sub(r"[^A-Za-z0-9_]", "_", name)
        variable = bn.variable(called)
        posterior = engine.posterior(called)
        return {variable.label(i): posterior[i] for i in range(variable.domainSize())}

    return _marginals(answer, theirs_of)


def pgmpy_network(path, answer):
    from pgmpy.inference import VariableElimination
    from pgmpy.readwrite import BIFReader, XMLBIFReader

    reader = BIFReader if path.endswith(".bif") else XMLBIFReader
    engine = VariableElimination(reader(path).get_model())

    def theirs_of(name):
        factor = engine.query([name], show_progress=False)
        return {str(s): float(p) for s, p in zip(factor.state_names[name], factor.values)}

    return _marginals(answer, theirs_of)


def _marginals(answer, theirs_of):
    outcome = Outcome()
    for name, values in answer.items():
        theirs = theirs_of(name)
        for value, p in values.items():
            outcome.compare(theirs[value], p)
    return outcome


def pycid(path, answer):
    from pgmpy.inference import VariableElimination

    scope = {}
    exec(open(path, encoding="utf-8").read(), scope)  # noqa: S102  what we wrote ourselves
    model = scope["make_model"]()
    # A decision without a policy has a uniform distribution in PyCID.
    engine = VariableElimination(model)
    outcome = Outcome()
    for name, ours in answer.items():
        factor = engine.query([name], show_progress=False)
        domain = model.model.domain[name]
        if "expectation" in ours:
            theirs = sum(float(v) * float(p) for v, p in zip(domain, factor.values))
            outcome.compare(theirs, ours["expectation"])
            continue
        for value, p in ours["values"]:
            outcome.compare(factor.values[domain.index(_value(value))], p)
    return outcome


def _value(value):
    return tuple(_value(v) for v in value) if isinstance(value, list) else value


def gambit_table(path, answer):
    """What every profile of pure strategies pays."""
    import pygambit

    game = pygambit.read_nfg(path)
    outcome = Outcome()
    arrays = game.to_arrays(dtype=float)
    theirs_sizes = list(arrays[0].shape)
    for theirs, ours in zip(arrays, answer["payoffs"]):
        for a, b in zip(theirs.ravel(), ours):
            outcome.compare(a, b)
    if theirs_sizes != answer["sizes"]:
        outcome.worst, outcome.note = float("inf"), f"strategies {theirs_sizes} for {answer['sizes']}"
    return outcome


def gambit_tree(path, answer):
    """What each player can expect when all choose at random wherever they move."""
    import pygambit

    theirs = dict(pygambit.read_efg(path).mixed_behavior_profile().payoffs)
    outcome = Outcome()
    for player, payoff in zip(answer["players"], answer["payoffs"]):
        # Who never moves and is paid nothing is left out.
        if player in theirs:
            outcome.compare(theirs[player], payoff)
    return outcome


READERS = {
    ("pyAgrum", "network"): ("pyagrum", agrum_network),
    ("pyAgrum", "diagram"): ("pyagrum", agrum_diagram),
    ("pgmpy", "network"): ("pgmpy", pgmpy_network),
    ("PyCID", "pycid"): ("pycid", pycid),
    ("pygambit", "table"): ("pygambit", gambit_table),
    ("pygambit", "tree"): ("pygambit", gambit_tree),
}


def one_thread():
    """For the peers' own libraries; each comparison is a process of its own."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
