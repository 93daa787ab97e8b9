"""Between Cidery and PyCID's objects, table by table; nothing of PyCID is imported by this package alone."""
from __future__ import annotations

import itertools
import json
from typing import Any, Dict, List

from ._model import Model, load


def from_pycid(cid: Any) -> Model:
    """The model of a PyCID `CID`, `MACID` or `CausalBayesianNetwork`; its functions as tables.

    A decision that was given a policy is a decision again. Variables without a CPD stay open.
    """
    decisions: Dict[str, Any] = dict(getattr(cid, "decision_agent", {}))
    utilities: Dict[str, Any] = dict(getattr(cid, "utility_agent", {}))
    nodes = []
    for name in cid.nodes:
        parents = list(cid.get_parents(name))
        kind = "decision" if name in decisions else "utility" if name in utilities else "chance"
        node: Dict[str, Any] = {"id": name, "kind": kind, "parents": parents}
        domain = _domain(cid, name)
        if domain is not None:
            node["domain"] = [_plain(value) for value in domain]
        table = None if kind == "decision" else _table(cid, name, parents, domain, kind)
        if table is not None:
            node["table"] = table
        nodes.append(node)
    return load(_as_python(cid, decisions, utilities, nodes))


def _as_python(cid: Any, decisions: Dict[str, Any], utilities: Dict[str, Any], nodes: Any) -> str:
    """PyCID source that Cidery reads: the one form that holds all of it."""
    edges = ", ".join(f"({json.dumps(a)}, {json.dumps(b)})" for a, b in cid.edges)
    lines = ["import pycid"]
    if _is_single(cid):
        lines.append(f"model = pycid.CID([{edges}], decisions={_literal(list(decisions))}, utilities={_literal(list(utilities))})")
    elif decisions or utilities:
        agents = list(dict.fromkeys([*decisions.values(), *utilities.values()]))
        lines.append(
            f"model = pycid.MACID([{edges}], agent_decisions={_owned(decisions, agents)},"
            f" agent_utilities={_owned(utilities, agents)})"
        )
    else:
        lines.append(f"model = pycid.CausalBayesianNetwork([{edges}])")
    lines.append(f"model.add_nodes_from({json.dumps(list(cid.nodes))})")
    entries = []
    for node in nodes:
        if node["kind"] == "decision":
            if "domain" in node:
                entries.append(f"{json.dumps(node['id'])}: {_literal(node['domain'])}")
        elif "table" in node:
            entries.append(f"{json.dumps(node['id'])}: {node['table']}")
    lines.append("model.add_cpds(**{" + ", ".join(entries) + "})")
    return "\n".join(lines) + "\n"


def _is_single(cid: Any) -> bool:
    """Whether it is a `CID`, whose one agent PyCID calls 0 and Cidery `agent`."""
    return any(kind.__name__ == "CID" for kind in type(cid).__mro__)


def _owned(owners: Dict[str, Any], agents: List[Any]) -> str:
    """Agents and their nodes. The number 1 is `agent 1` in Cidery, and a number again in `to_pycid`."""
    lists = ([node for node, owner in owners.items() if owner == agent] for agent in agents)
    return "{" + ", ".join(f"{_literal(agent)}: {_literal(nodes)}" for agent, nodes in zip(agents, lists)) + "}"


def _domain(cid: Any, name: str) -> Any:
    domain = getattr(cid, "model", None)
    known = getattr(domain, "domain", {})
    return known.get(name)


def _table(cid: Any, name: str, parents: List[str], domain: Any, kind: str) -> Any:
    cpd = cid.get_cpds(name)
    if cpd is None or domain is None or any(_domain(cid, p) is None for p in parents):
        return None
    rows = {}
    order = [str(one) for one in cpd.variables[1:]]
    for given in itertools.product(*[range(len(_domain(cid, p))) for p in parents]):
        at = dict(zip(parents, given))
        values = [float(x) for x in cpd.values[(slice(None), *[at[p] for p in order])]]
        rows[tuple(_domain(cid, p)[i] for p, i in zip(parents, given))] = values
    worth = lambda values: "{" + ", ".join(f"{_literal(v)}: {p!r}" for v, p in zip(domain, values)) + "}"  # noqa: E731
    if not parents:
        return worth(rows[()])
    keys = ", ".join(f"{_literal(list(key)[0] if len(key) == 1 else key)}: {worth(values)}" for key, values in rows.items())
    index = ", ".join(f"given[{json.dumps(p)}]" for p in parents)
    return f"lambda **given: {{{keys}}}[{index}]"


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _literal(value: Any) -> str:
    value = _plain(value)
    if isinstance(value, (list, tuple)):
        inside = ", ".join(_literal(one) for one in value)
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{',' if len(value) == 1 else ''})"
    return json.dumps(value) if isinstance(value, str) else repr(value)


def to_pycid(model: Model) -> Any:
    """The model as a PyCID object; PyCID must be installed.

    The source that `model.to("python")` writes is run: it is Cidery's own and holds names and
    numbers only, quoted.
    """
    scope: Dict[str, Any] = {}
    exec(compile(model.to("python"), "<cidery>", "exec"), scope)  # noqa: S102
    return scope["make_model"]()
