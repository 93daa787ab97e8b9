"""A Gymnasium environment as a world of Cidery's: one line of JSON each way, on standard input and output.

    cidery train --environment "python3 gymnasium_world.py FrozenLake-v1"

Options: --horizon N (where the environment has no time limit), --set NAME=VALUE (an argument of
gymnasium.make), --parameter NAME=INITIAL,LOW,HIGH (an argument that Cidery may set, and sweep).
Actions must be Discrete; what is seen becomes a key, so continuous spaces should be discretised first.
"""

import argparse
import json
import sys

import gymnasium
import numpy


def plain(seen):
    """What is seen, as JSON."""
    if isinstance(seen, dict):
        return {key: plain(value) for key, value in seen.items()}
    if isinstance(seen, tuple):
        return [plain(value) for value in seen]
    return seen.tolist() if isinstance(seen, (numpy.ndarray, numpy.generic)) else seen


def number(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return {"true": True, "false": False}.get(text.lower(), text)


class World:
    def __init__(self, given):
        self.id, self.horizon = given.id, given.horizon
        self.arguments = {name: number(value) for name, value in (one.split("=") for one in given.set)}
        self.parameters = []
        for one in given.parameter:
            name, values = one.split("=")
            initial, low, high = map(float, values.split(","))
            self.parameters.append({"name": name, "initial": initial, "range": [low, high]})
        self.begin({})

    def make(self):
        limit = {} if self.horizon is None else {"max_episode_steps": self.horizon}
        return gymnasium.make(self.id, **self.arguments, **self.chosen, **limit)

    def begin(self, parameters):
        self.chosen = {one["name"]: parameters.get(one["name"], one["initial"]) for one in self.parameters}
        self.envs = {}
        self.first = self.make()
        limit = self.first.spec.max_episode_steps
        if limit is None:
            raise SystemExit(f"{self.id} has no time limit; give one with --horizon")
        if not isinstance(self.first.action_space, gymnasium.spaces.Discrete):
            raise SystemExit(f"the actions of {self.id} are not Discrete")
        return {
            "name": self.id,
            "horizon": limit,
            "parameters": self.parameters,
            "table": hasattr(self.first.unwrapped, "P") and hasattr(self.first.unwrapped, "initial_state_distrib"),
        }

    def step(self, order):
        if "seed" in order:
            env = self.envs.setdefault(order["env"], None) or self.make()
            self.envs[order["env"]] = env
            seen, _ = env.reset(seed=order["seed"])
            return {"observation": plain(seen), "actions": int(env.action_space.n)}
        env = self.envs[order["env"]]
        start = int(env.action_space.start)
        seen, reward, terminated, truncated, _ = env.step(start + order["action"])
        answer = {"observation": plain(seen), "actions": int(env.action_space.n), "reward": float(reward)}
        if terminated or truncated:
            answer["over"] = "terminated" if terminated else "truncated"
        return answer

    def table(self):
        """The environment's own table; what ends an episode leads to a state without actions."""
        env = self.first.unwrapped
        end = len(env.P)
        states = [
            [
                [[float(p), end if done else int(to), float(reward)] for p, to, reward, done in env.P[state][action]]
                for action in sorted(env.P[state])
            ]
            for state in sorted(env.P)
        ]
        starts = [[state, float(p)] for state, p in enumerate(env.initial_state_distrib) if p > 0]
        return {"initial": starts, "states": [*states, []]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("id")
    parser.add_argument("--horizon", type=int)
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--parameter", action="append", default=[])
    world = World(parser.parse_args())
    for line in sys.stdin:
        order = json.loads(line)
        if "cidery" in order:
            answer = world.begin(order.get("parameters", {}))
        elif "table" in order:
            answer = {"table": world.table()}
        else:
            answer = {"steps": [world.step(one) for one in order["steps"]]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
