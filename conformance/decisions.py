"""Writes decisions.json: small diagrams of one agent and what follows from them, by listing everything.

Run `python3 conformance/decisions.py > conformance/decisions.json`; only Python itself is needed. All policies are
listed, in exact fractions, also of agents that forget what they saw and did. `criteria` needs no numbers: with one
decision the graphical criteria are complete (Everitt et al. 2021), and are asked here by listing every trail.
Nothing is shared with Cidery.
"""
import itertools
import json
import random
from fractions import Fraction

RANDOM = random.Random(20261201)


class Diagram:
    """Variables of two or three states; the last node is the utility."""

    def __init__(self, chance, decisions, forgetful):
        self.size = chance + decisions + 1
        kinds = ["chance"] * chance + ["decision"] * decisions
        RANDOM.shuffle(kinds)
        self.kinds = [*kinds, "utility"]
        self.states = [RANDOM.choice((2, 2, 3)) for _ in kinds]
        most = 1 if forgetful else 2
        self.parents = [sorted(RANDOM.sample(range(v), min(v, RANDOM.randint(0, most)))) for v in range(self.size - 1)]
        places = [v for v, kind in enumerate(kinds) if kind == "decision"]
        others = [v for v, kind in enumerate(kinds) if kind == "chance"]
        self.parents.append(sorted({*places, *RANDOM.sample(others, min(2, len(others)))}))
        self.tables = [self.table(v) for v in range(self.size)]

    def rows(self, parents):
        return itertools.product(*(range(self.states[p]) for p in parents))

    def table(self, v):
        if self.kinds[v] == "decision":
            return None
        if self.kinds[v] == "utility":
            return {row: Fraction(RANDOM.randint(-20, 20)) for row in self.rows(self.parents[v])}
        table = {}
        for row in self.rows(self.parents[v]):
            cuts = sorted(RANDOM.sample(range(1, 20), self.states[v] - 1))
            table[row] = [Fraction(b - a, 20) for a, b in zip([0, *cuts], [*cuts, 20])]
        return table

    def text(self):
        lines = ["agent a"]
        for v, kind in enumerate(self.kinds):
            names = ", ".join(f"X{p}" for p in self.parents[v])
            domain = "" if kind == "utility" else f" : {{{', '.join(f's{k}' for k in range(self.states[v]))}}}"
            if kind == "decision":
                lines.append(f"decision X{v}{domain}{' sees ' + names if names else ''}")
            elif kind == "utility":
                lines.append(f"utility X{v} from {names} = {json.dumps([float(x) for x in self.tables[v].values()])}")
            elif names:
                rows = json.dumps([[float(p) for p in row] for row in self.tables[v].values()])
                lines.append(f"chance X{v}{domain} from {names} ~ {rows}")
            else:
                lines.append(f"chance X{v}{domain} ~ {json.dumps([float(p) for p in self.tables[v][()]])}")
        return "\n".join(lines) + "\n"

    def decisions(self):
        return [v for v, kind in enumerate(self.kinds) if kind == "decision"]

    def worth(self, policy, parents=None, set_to=None):
        """Expected utility; `policy` has a rule, context to state, for each decision (or controlled node)."""
        parents = parents or self.parents
        total = Fraction(0)

        def go(v, world, p):
            nonlocal total
            if p == 0:
                return
            row = tuple(world[q] for q in parents[v])
            if self.kinds[v] == "utility":
                total += p * self.tables[v][row]
            elif set_to and v in set_to:
                go(v + 1, [*world, set_to[v]], p)
            elif v in policy:
                go(v + 1, [*world, policy[v][row]], p)
            else:
                for k, q in enumerate(self.tables[v][row]):
                    go(v + 1, [*world, k], p * q)

        go(0, [], Fraction(1))
        return total

    def policies(self, parents=None, also=()):
        parents = parents or self.parents
        free = sorted([*self.decisions(), *also])
        rules = []
        for d in free:
            contexts = list(self.rows(parents[d]))
            rules.append([dict(zip(contexts, acts)) for acts in itertools.product(range(self.states[d]), repeat=len(contexts))])
        for chosen in itertools.product(*rules):
            yield dict(zip(free, chosen))

    def count_policies(self, parents=None, also=()):
        parents = parents or self.parents
        n = 1
        for d in [*self.decisions(), *also]:
            contexts = 1
            for p in parents[d]:
                contexts *= self.states[p]
            n *= self.states[d] ** contexts
        return n

    def optimum(self, parents=None, also=()):
        worths = [self.worth(policy, parents) for policy in self.policies(parents, also)]
        return max(worths), worths.count(max(worths))

    def descendants(self, v):
        below = {v}
        for w in range(v + 1, self.size):
            if below & set(self.parents[w]):
                below.add(w)
        return below

    def information(self):
        """What seeing a node as well adds: only what comes before the decision in the listing order."""
        before, _ = self.optimum()
        gains = []
        for d in self.decisions():
            for x in range(d):
                if self.kinds[x] != "chance" or x in self.parents[d]:
                    continue
                parents = [sorted({*ps, x}) if v == d else ps for v, ps in enumerate(self.parents)]
                if self.count_policies(parents) <= 3000:
                    gains.append([f"X{d}", f"X{x}", float(self.optimum(parents)[0] - before)])
        return gains

    def control(self):
        """What deciding a chance node as well adds, seeing what the node depends on."""
        before, _ = self.optimum()
        return [
            [f"X{x}", float(self.optimum(also=(x,))[0] - before)]
            for x, kind in enumerate(self.kinds)
            if kind == "chance" and self.count_policies(also=(x,)) <= 3000
        ]

    def interventions(self):
        """Expected utility under the uniform policy with one variable set."""
        asked = []
        for v in range(self.size - 1):
            k = RANDOM.randrange(self.states[v])
            worths = [self.worth(policy, set_to={v: k}) for policy in self.policies()]
            # The mean over all deterministic policies is the uniform policy's, since every context draws anew.
            asked.append([f"X{v}", f"s{k}", float(sum(worths) / len(worths))])
        return asked


def diagram(chance, decisions, forgetful):
    while True:
        made = Diagram(chance, decisions, forgetful)
        if made.count_policies() <= 600:
            return made


class Graph:
    """One decision, one agent; arrows only."""

    def __init__(self):
        self.size = RANDOM.randint(4, 7)
        self.decision = RANDOM.randrange(1, self.size - 1)
        self.utilities = {self.size - 1} | ({self.size - 2} if RANDOM.random() < 0.3 and self.decision < self.size - 2 else set())
        self.edges = {
            (a, b)
            for a, b in itertools.combinations(range(self.size), 2)
            if a not in self.utilities and RANDOM.random() < 0.4
        }

    def parents(self, v, edges=None):
        return {a for a, b in (self.edges if edges is None else edges) if b == v}

    def below(self, v, edges=None):
        edges = self.edges if edges is None else edges
        found = {v}
        for w in range(v + 1, self.size):
            if any((u, w) in edges for u in found):
                found.add(w)
        return found

    def joined(self, x, y, given):
        """Is some trail between x and y open? All trails without repetition are listed."""
        ends = {v: self.below(v) for v in range(self.size)}

        def go(trail):
            last = trail[-1]
            if last == y:
                for a, b, c in zip(trail, trail[1:], trail[2:]):
                    if (a, b) in self.edges and (c, b) in self.edges:
                        if not ends[b] & given:
                            return False
                    elif b in given:
                        return False
                return True
            return any(
                go([*trail, w])
                for w in range(self.size)
                if w not in trail and ((last, w) in self.edges or (w, last) in self.edges)
            )

        return go([x])

    def answers(self):
        d, goals = self.decision, self.utilities & self.below(self.decision)

        def requisite(x):
            given = ({d} | self.parents(d)) - {x}
            return any(self.joined(x, u, given) for u in goals)

        # With one decision, one pass over its links is the minimal reduction.
        reduced = {(a, b) for a, b in self.edges if b != d or requisite(a)}
        chance = [v for v in range(self.size) if v != d and v not in self.utilities]
        information = [v for v in chance if v not in self.below(d) and requisite(v)]
        response = [v for v in chance if d in self.below(v, reduced)]
        control = [v for v in chance if self.below(v, reduced) & self.utilities]
        instrumental = [v for v in chance if v in self.below(d) and self.below(v) & self.utilities]
        return {
            "value-of-information": information,
            "response-incentive": response,
            "value-of-control": control,
            "instrumental-control-incentive": instrumental,
        }

    def text(self):
        kind = lambda v: "D0" if v == self.decision else "U0" if v in self.utilities else "C"
        return "; ".join(
            kind(v) + (" < " + " ".join(map(str, sorted(self.parents(v)))) if self.parents(v) else "")
            for v in range(self.size)
        )


def recorded():
    solved = [diagram(3, 1, False) for _ in range(20)] + [diagram(2, 2, True) for _ in range(20)]
    rows = []
    for one in solved:
        value, count = one.optimum()
        rows.append(
            {
                "model": one.text(),
                "value": float(value),
                "optimal": count,
                "information": one.information(),
                "control": one.control(),
                "set": one.interventions(),
            }
        )
    graphs = [Graph() for _ in range(120)]
    return {"optima": rows, "criteria": [{"model": g.text(), "present": g.answers()} for g in graphs]}


if __name__ == "__main__":
    kinds = recorded()
    lines = [
        f"  {json.dumps(kind)}: [\n" + ",\n".join(f"    {json.dumps(one)}" for one in ones) + "\n  ]"
        for kind, ones in kinds.items()
    ]
    print("{\n" + ",\n".join(lines) + "\n}")
