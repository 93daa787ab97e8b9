"""Writes solve.json: small models with numbers and what follows from them, by listing everything.

Run `python3 conformance/solve.py > conformance/solve.json`; only Python itself is needed. Beliefs are sums
over all worlds, optima the best of all deterministic policies, equilibria of games all pure profiles
that nobody leaves and, for games of constant sum, the value found by listing all pairs of supports in
exact fractions. Nothing here is shared with Cidery, which reads the same models as text.
"""
import itertools
import json
import random
from fractions import Fraction

RANDOM = random.Random(20261130)


def worlds(n):
    return itertools.product((False, True), repeat=n)


def nested(parents, table, show):
    """A table as the expression `if A then (…) else (…)`; rows in the order of `worlds`."""
    if not parents:
        return show(table[0])
    half = len(table) // 2
    low, high = (nested(parents[1:], part, show) for part in (table[:half], table[half:]))
    return f"(if {parents[0]} then {high} else {low})"


def number(x):
    return repr(float(x))


class Model:
    def __init__(self, decisions):
        self.size = RANDOM.randint(4, 6)
        self.kinds = ["chance"] * self.size
        places = RANDOM.sample(range(1, self.size - 1), decisions)
        for place in places:
            self.kinds[place] = "decision"
        if decisions:
            self.kinds[-1] = "utility"
        self.parents = [
            sorted(RANDOM.sample(range(v), min(v, RANDOM.randint(0, 2)))) for v in range(self.size)
        ]
        if decisions:
            # What is decided matters.
            self.parents[-1] = sorted(set(places) | set(RANDOM.sample(range(self.size - 1), 1)))
            if decisions == 2:
                # Nothing is forgotten, so that the best pair of rules is found node by node as well.
                first, second = sorted(places)
                self.parents[second] = sorted(set(self.parents[second]) | {first} | set(self.parents[first]))
        self.tables = []
        for v in range(self.size):
            rows = 2 ** len(self.parents[v])
            if self.kinds[v] == "chance":
                self.tables.append([Fraction(RANDOM.randint(0, 20), 20) for _ in range(rows)])
            elif self.kinds[v] == "utility":
                self.tables.append([Fraction(RANDOM.randint(-20, 20)) for _ in range(rows)])
            else:
                self.tables.append(None)

    def row(self, v, world):
        index = 0
        for p in self.parents[v]:
            index = 2 * index + world[p]
        return index

    def text(self):
        lines = ["agent a"] if "decision" in self.kinds else []
        for v, kind in enumerate(self.kinds):
            names = [f"X{p}" for p in self.parents[v]]
            if kind == "decision":
                sees = f" sees {', '.join(names)}" if names else ""
                lines.append(f"decision X{v} : bool{sees}")
            elif kind == "utility":
                lines.append(f"utility X{v} = {nested(names, self.tables[v], number)}")
            else:
                lines.append(f"chance X{v} : bool ~ bernoulli({nested(names, self.tables[v], number)})")
        return "\n".join(lines) + "\n"

    def weight(self, world, policy):
        p = Fraction(1)
        for v, kind in enumerate(self.kinds):
            if kind == "utility":
                continue
            if kind == "decision":
                if policy[v][self.row(v, world)] != world[v]:
                    return Fraction(0)
                continue
            true = self.tables[v][self.row(v, world)]
            p *= true if world[v] else 1 - true
        return p

    def states(self):
        count = self.size - (1 if self.kinds[-1] == "utility" else 0)
        return worlds(count)

    def optimum(self):
        decisions = [v for v, kind in enumerate(self.kinds) if kind == "decision"]
        rules = [list(itertools.product((False, True), repeat=2 ** len(self.parents[d]))) for d in decisions]
        best = None
        for chosen in itertools.product(*rules):
            policy = dict(zip(decisions, chosen))
            value = sum(
                self.weight(world, policy) * self.tables[-1][self.row(self.size - 1, world)]
                for world in self.states()
            )
            best = value if best is None or value > best else best
        return best

    def beliefs(self):
        answers = []
        for _ in range(6):
            asked, *seen = RANDOM.sample(range(self.size), 1 + RANDOM.randint(0, min(2, self.size - 1)))
            given = {v: RANDOM.random() < 0.5 for v in seen}
            both, all_ = Fraction(0), Fraction(0)
            for world in self.states():
                if any(world[v] != value for v, value in given.items()):
                    continue
                p = self.weight(world, {})
                all_ += p
                both += p if world[asked] else 0
            if all_ == 0:
                continue
            condition = ", ".join(f"X{v} = {str(value).lower()}" for v, value in given.items())
            question = f"P(X{asked} = true{' | ' + condition if condition else ''})"
            answers.append([question, float(both / all_)])
        return answers


def solved(matrix, rhs):
    """The only solution of a square system in fractions, or None."""
    n = len(matrix)
    rows = [list(map(Fraction, row)) + [Fraction(b)] for row, b in zip(matrix, rhs)]
    for i in range(n):
        pivot = next((r for r in range(i, n) if rows[r][i] != 0), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for r in range(n):
            if r != i and rows[r][i] != 0:
                rows[r] = [x - rows[r][i] * y for x, y in zip(rows[r], rows[i])]
    return [row[n] for row in rows]


def value_of(game):
    """The value of a matrix game for its first player: some pair of supports of equal size."""
    m, n = len(game), len(game[0])
    for size in range(1, min(m, n) + 1):
        for rows in itertools.combinations(range(m), size):
            for columns in itertools.combinations(range(n), size):
                # x makes the second player indifferent on its columns, y the first on its rows.
                x = solved([[game[r][c] for r in rows] + [-1] for c in columns] + [[1] * size + [0]], [0] * size + [1])
                y = solved([[game[r][c] for c in columns] + [-1] for r in rows] + [[1] * size + [0]], [0] * size + [1])
                if x is None or y is None or min(x[:-1]) < 0 or min(y[:-1]) < 0:
                    continue
                value = x[-1]
                if value != y[-1]:
                    continue
                fair = all(sum(p * game[r][c] for p, r in zip(x, rows)) >= value for c in range(n)) and all(
                    sum(q * game[r][c] for q, c in zip(y, columns)) <= value for r in range(m)
                )
                if fair:
                    return value
    return None


def pure(game):
    """Profiles that neither player gains by leaving alone."""
    first, second = game
    m, n = len(first), len(first[0])
    return [
        [r, c]
        for r in range(m)
        for c in range(n)
        if first[r][c] == max(first[k][c] for k in range(m)) and second[r][c] == max(second[r][k] for k in range(n))
    ]


def payoffs(m, n):
    return [[RANDOM.randint(-9, 9) for _ in range(n)] for _ in range(m)]


networks = [Model(0) for _ in range(30)]
diagrams = [Model(1) for _ in range(20)] + [Model(2) for _ in range(10)]
matrix_games = [payoffs(RANDOM.randint(1, 4), RANDOM.randint(1, 4)) for _ in range(40)]
bimatrix_games = []
for _ in range(30):
    m, n = RANDOM.randint(1, 4), RANDOM.randint(1, 4)
    bimatrix_games.append([payoffs(m, n), payoffs(m, n)])

print(
    json.dumps(
        {
            "beliefs": [{"model": m.text(), "answers": m.beliefs()} for m in networks],
            "optima": [{"model": m.text(), "value": float(m.optimum())} for m in diagrams],
            "zeroSum": [
                {"game": game, "value": float(value)}
                for game in matrix_games
                if (value := value_of(game)) is not None
            ],
            "pure": [{"game": game, "profiles": pure(game)} for game in bimatrix_games],
        },
        indent=1,
    )
)
