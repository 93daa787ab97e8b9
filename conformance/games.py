"""Writes games.json: small games and what follows from them, by listing everything in exact fractions.

Run `python3 conformance/games.py > conformance/games.json`; only Python itself is needed. Nothing here is
shared with Cidery. Bimatrix games are regular (nobody has more best replies than strategies in use), so
that all equilibria lie on pairs of supports of equal size; correlated equilibria are found at the corners of
their polytope; trees are played in every pure way; causal games are played with every pair of rules.
"""
import itertools
import json
import random
from fractions import Fraction

RANDOM = random.Random(20261130)


def solved(matrix, rhs):
    """The only solution of a square system in fractions, or None."""
    n = len(matrix)
    rows = [list(map(Fraction, row)) + [Fraction(b)] for row, b in zip(matrix, rhs)]
    for i in range(n):
        pivot = next((r for r in range(i, n) if rows[r][i] != 0), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        scale = rows[i][i]
        rows[i] = [x / scale for x in rows[i]]
        for r in range(n):
            if r != i and rows[r][i] != 0:
                rows[r] = [x - rows[r][i] * y for x, y in zip(rows[r], rows[i])]
    return [row[n] for row in rows]


def tensor(sizes):
    return [RANDOM.randint(-9, 9) for _ in itertools.product(*map(range, sizes))]


def mixed_equilibria(a, b):
    """All equilibria of a bimatrix game, or None where it is not regular."""
    m, n = len(a), len(a[0])
    found = []
    for size in range(1, min(m, n) + 1):
        for rows in itertools.combinations(range(m), size):
            for columns in itertools.combinations(range(n), size):
                y = solved([[a[r][c] for c in columns] + [-1] for r in rows] + [[1] * size + [0]], [0] * size + [1])
                x = solved([[b[r][c] for r in rows] + [-1] for c in columns] + [[1] * size + [0]], [0] * size + [1])
                if x is None or y is None or min(x[:-1]) < 0 or min(y[:-1]) < 0:
                    continue
                x_full = [dict(zip(rows, x)).get(r, Fraction(0)) for r in range(m)]
                y_full = [dict(zip(columns, y)).get(c, Fraction(0)) for c in range(n)]
                of_rows = [sum(q * a[r][c] for c, q in enumerate(y_full)) for r in range(m)]
                of_columns = [sum(p * b[r][c] for r, p in enumerate(x_full)) for c in range(n)]
                if max(of_rows) > y[-1] or max(of_columns) > x[-1]:
                    continue
                if of_rows.count(y[-1]) > size or of_columns.count(x[-1]) > size or min(x[:-1]) == 0 or min(y[:-1]) == 0:
                    return None
                found.append([x_full, y_full])
    return found


def regular(m, n):
    """A regular game: no mixture has more best replies than strategies in use."""
    while True:
        a = [[RANDOM.randint(-99, 99) for _ in range(n)] for _ in range(m)]
        b = [[RANDOM.randint(-99, 99) for _ in range(n)] for _ in range(m)]
        found = mixed_equilibria(a, b)
        # The number of equilibria of a regular game is odd (Wilson 1971): a check on ourselves.
        if found is not None and len(found) % 2 == 1:
            return a, b, found


def pure_profiles(sizes, payoffs):
    strides = [1] * len(sizes)
    for i in range(len(sizes) - 2, -1, -1):
        strides[i] = strides[i + 1] * sizes[i + 1]
    at = lambda profile: sum(s * k for s, k in zip(strides, profile))
    return [
        list(profile)
        for profile in itertools.product(*map(range, sizes))
        if all(
            payoffs[i][at(profile)] >= payoffs[i][at(profile[:i] + (k,) + profile[i + 1 :])]
            for i in range(len(sizes))
            for k in range(sizes[i])
        )
    ]


def best_correlated(sizes, payoffs):
    """The largest sum of payoffs of a correlated equilibrium: the best corner of the polytope."""
    profiles = list(itertools.product(*map(range, sizes)))
    at = {profile: k for k, profile in enumerate(profiles)}
    rows = [[Fraction(int(k == j)) for j in range(len(profiles))] for k in range(len(profiles))]
    for i, size in enumerate(sizes):
        for told, other in itertools.permutations(range(size), 2):
            rows.append(
                [
                    Fraction(payoffs[i][at[p]] - payoffs[i][at[p[:i] + (other,) + p[i + 1 :]]] if p[i] == told else 0)
                    for p in profiles
                ]
            )
    best = None
    for tight in itertools.combinations(rows, len(profiles) - 1):
        corner = solved([*tight, [1] * len(profiles)], [0] * (len(profiles) - 1) + [1])
        if corner is None or any(sum(x * p for x, p in zip(row, corner)) < 0 for row in rows):
            continue
        total = sum(p * sum(tensor[k] for tensor in payoffs) for k, p in enumerate(corner))
        best = total if best is None else max(best, total)
    return best


class Tree:
    """A game in extensive form. Nodes: ("end", payoffs), ("chance", [(p, child)]), ("move", set, [child])."""

    def __init__(self, players, depth, merges, opposed):
        self.players = players
        self.sets = []
        self.merges = merges
        self.opposed = opposed
        # Where a set may be met again: the same player, at the same depth, nothing of its own before.
        self.open = {}
        self.root = self.grow(depth, (), depth)

    def grow(self, depth, own, whole):
        if depth == 0 or (depth < whole and RANDOM.random() < 0.15):
            first = RANDOM.randint(-9, 9)
            return ("end", [first, -first] if self.opposed else [RANDOM.randint(-9, 9) for _ in range(self.players)])
        if depth < whole and RANDOM.random() < 0.2:
            p = Fraction(RANDOM.randint(1, 9), 10)
            return ("chance", [(p, self.grow(depth - 1, own, whole)), (1 - p, self.grow(depth - 1, own, whole))])
        player = (whole - depth) % self.players
        # What a player remembers: its own sets and moves so far.
        history = tuple(step for step in own if self.sets[step[0]] == player)
        key = (player, depth, history)
        if self.merges and key in self.open and RANDOM.random() < 0.6:
            number = self.open[key]
        else:
            number = len(self.sets)
            self.sets.append(player)
            self.open[key] = number
        return ("move", number, [self.grow(depth - 1, own + ((number, a),), whole) for a in range(2)])

    def payoffs(self, plan, node=None):
        node = self.root if node is None else node
        if node[0] == "end":
            return [Fraction(x) for x in node[1]]
        if node[0] == "move":
            return self.payoffs(plan, node[2][plan[node[1]]])
        parts = [(p, self.payoffs(plan, child)) for p, child in node[1]]
        return [sum(p * part[i] for p, part in parts) for i in range(self.players)]

    def plans(self):
        return itertools.product(range(2), repeat=len(self.sets))

    def stable(self, node=None):
        """What the pure profiles pay (from a node on) that no player gains by leaving with all of its moves."""
        paid = {plan: self.payoffs(plan, node) for plan in self.plans()}
        kept = []
        for plan, worth in paid.items():
            leaves = lambda i: (
                other
                for other in paid
                if all(other[s] == plan[s] for s, owner in enumerate(self.sets) if owner != i)
            )
            if all(paid[other][i] <= worth[i] for i in range(self.players) for other in leaves(i)):
                kept.append(plan)
        return kept, paid

    def backward(self):
        """With perfect information: the profiles that are best at every move, by listing and comparing."""
        kept = set(self.plans())
        for node in self.nodes():
            if node[0] == "move":
                stable, _ = self.stable(node)
                kept &= set(stable)
        return kept

    def nodes(self, node=None):
        node = self.root if node is None else node
        yield node
        for child in [] if node[0] == "end" else [c for _, c in node[1]] if node[0] == "chance" else node[2]:
            yield from self.nodes(child)

    def matrix(self):
        """Of two opponents: what the first gains, by their plans."""
        sides = [[s for s, owner in enumerate(self.sets) if owner == i] for i in range(2)]
        rows = list(itertools.product(range(2), repeat=len(sides[0])))
        columns = list(itertools.product(range(2), repeat=len(sides[1])))
        merge = lambda r, c: [dict([*zip(sides[0], r), *zip(sides[1], c)])[s] for s in range(len(self.sets))]
        return [[self.payoffs(merge(r, c))[0] for c in columns] for r in rows]

    def text(self):
        lines = ['EFG 2 R "recorded" { ' + " ".join(f'"p{i + 1}"' for i in range(self.players)) + " }"]
        counts = [0, 0]
        # Gambit numbers the sets of each player for itself.
        number = {s: 1 + sum(1 for t in range(s) if self.sets[t] == self.sets[s]) for s in range(len(self.sets))}

        def write(node):
            if node[0] == "end":
                counts[0] += 1
                lines.append(f't "" {counts[0]} "" {{ {", ".join(map(str, node[1]))} }}')
            elif node[0] == "chance":
                counts[1] += 1
                moves = " ".join(f'"c{k}" {p.numerator}/{p.denominator}' for k, (p, _) in enumerate(node[1]))
                lines.append(f'c "" {counts[1]} "" {{ {moves} }} 0')
                for _, child in node[1]:
                    write(child)
            else:
                lines.append(f'p "" {self.sets[node[1]] + 1} {number[node[1]]} "" {{ "l" "r" }} 0')
                for child in node[2]:
                    write(child)

        write(self.root)
        return "\n".join(lines) + "\n"


def value_of(game):
    """The value of a matrix game: some pair of supports of equal size holds each other."""
    m, n = len(game), len(game[0])
    for size in range(1, min(m, n) + 1):
        for rows in itertools.combinations(range(m), size):
            for columns in itertools.combinations(range(n), size):
                x = solved([[game[r][c] for r in rows] + [-1] for c in columns] + [[1] * size + [0]], [0] * size + [1])
                y = solved([[game[r][c] for c in columns] + [-1] for r in rows] + [[1] * size + [0]], [0] * size + [1])
                if x is None or y is None or min(x[:-1]) < 0 or min(y[:-1]) < 0 or x[-1] != y[-1]:
                    continue
                if all(sum(p * game[r][c] for p, r in zip(x, rows)) >= x[-1] for c in range(n)) and all(
                    sum(q * game[r][c] for q, c in zip(y, columns)) <= x[-1] for r in range(m)
                ):
                    return x[-1]
    return None


def trees(count, largest, **shape):
    made = []
    while len(made) < count:
        tree = Tree(**shape)
        if 2 <= len(tree.sets) <= largest and len(set(tree.sets)) == tree.players:
            made.append(tree)
    return made


class CausalGame:
    """Two agents, a decision each; a chance variable that one or both see, perhaps a signal between them."""

    def __init__(self):
        self.first_sees = RANDOM.random() < 0.5
        self.second_sees = [name for name in ("X", "D1") if RANDOM.random() < 0.5]
        self.p = Fraction(RANDOM.randint(1, 19), 20)
        self.pay = [{w: RANDOM.randint(-9, 9) for w in itertools.product((0, 1), repeat=3)} for _ in range(2)]

    def text(self):
        table = lambda pay: json.dumps([pay[w] for w in itertools.product((0, 1), repeat=3)])
        sees = lambda names: f" sees {', '.join(names)}" if names else ""
        return (
            "agent a\nagent b\n"
            f"chance X : bool ~ bernoulli({float(self.p)})\n"
            f"decision D1 : bool by a{sees(['X'] if self.first_sees else [])}\n"
            f"decision D2 : bool by b{sees(self.second_sees)}\n"
            + "".join(f"utility U{i + 1} for {'ab'[i]} from X, D1, D2 = {table(self.pay[i])}\n" for i in range(2))
        )

    def worth(self, first, second):
        total = [Fraction(0), Fraction(0)]
        for x in (0, 1):
            d1 = first[x] if self.first_sees else first[0]
            seen = [{"X": x, "D1": d1}[name] for name in self.second_sees]
            d2 = second[int("".join(map(str, seen)) or "0", 2)]
            for i in range(2):
                total[i] += (self.p if x else 1 - self.p) * self.pay[i][(x, d1, d2)]
        return total

    def pure(self):
        firsts = list(itertools.product((0, 1), repeat=2 if self.first_sees else 1))
        seconds = list(itertools.product((0, 1), repeat=2 ** len(self.second_sees)))
        worth = {(f, s): self.worth(f, s) for f in firsts for s in seconds}
        return sorted(
            [float(x) for x in worth[f, s]]
            for f in firsts
            for s in seconds
            if all(worth[g, s][0] <= worth[f, s][0] for g in firsts)
            and all(worth[f, t][1] <= worth[f, s][1] for t in seconds)
        )


def floats(rows):
    return [[float(x) for x in row] for row in rows]


def recorded():
    regular_games = [regular(RANDOM.randint(2, 5), RANDOM.randint(2, 5)) for _ in range(40)]
    tables = []
    for _ in range(20):
        sizes = [RANDOM.randint(1, 3) for _ in range(RANDOM.randint(3, 4))]
        payoffs = [tensor(sizes) for _ in sizes]
        tables.append({"sizes": sizes, "payoffs": payoffs, "profiles": pure_profiles(sizes, payoffs)})
    correlated = []
    for sizes in [[2, 2]] * 12 + [[2, 3]] * 6:
        payoffs = [tensor(sizes) for _ in sizes]
        correlated.append({"sizes": sizes, "payoffs": payoffs, "value": float(best_correlated(sizes, payoffs))})
    played = []
    for tree in trees(20, 7, players=2, depth=4, merges=True, opposed=False) + trees(
        10, 7, players=3, depth=3, merges=True, opposed=False
    ):
        stable, paid = tree.stable()
        played.append({"game": tree.text(), "payoffs": sorted(set(tuple(map(float, paid[s])) for s in stable))})
    perfect = []
    for tree in trees(25, 7, players=2, depth=3, merges=False, opposed=False):
        kept = tree.backward()
        perfect.append({"game": tree.text(), "payoffs": sorted({tuple(map(float, tree.payoffs(s))) for s in kept})})
    opposed = []
    for tree in trees(25, 6, players=2, depth=4, merges=True, opposed=True):
        opposed.append({"game": tree.text(), "value": float(value_of(tree.matrix()))})
    causal = [CausalGame() for _ in range(40)]
    return {
        "mixed": [
            {"game": [a, b], "equilibria": [floats(one) for one in found]} for a, b, found in regular_games
        ],
        "pure": tables,
        "correlated": correlated,
        "trees": played,
        "perfect": perfect,
        "opposed": opposed,
        "causal": [{"model": game.text(), "payoffs": game.pure()} for game in causal],
    }


if __name__ == "__main__":
    kinds = recorded()
    lines = [
        f"  {json.dumps(kind)}: [\n" + ",\n".join(f"    {json.dumps(one)}" for one in ones) + "\n  ]"
        for kind, ones in kinds.items()
    ]
    print("{\n" + ",\n".join(lines) + "\n}")
