"""A PettingZoo environment as a world of Cidery's: one line of JSON each way, on standard input and output.

    cidery train --environment "python3 pettingzoo_world.py pettingzoo.classic.tictactoe_v3" --agent player_1

The module has `env()` (turn by turn) or `parallel_env()` (all at once, here one after the other, none seeing what the
others chose). Options: --horizon N, turns of an agent after which an episode is cut.
"""

import argparse
import importlib
import json
import sys

import numpy
from pettingzoo.utils.conversions import parallel_to_aec


def plain(seen):
    if isinstance(seen, dict):
        return {key: plain(value) for key, value in seen.items()}
    return seen.tolist() if isinstance(seen, (numpy.ndarray, numpy.generic)) else seen


class World:
    def __init__(self, module, horizon):
        self.module, self.horizon = importlib.import_module(module), horizon
        self.envs, self.turns = {}, {}

    def make(self):
        if hasattr(self.module, "env"):
            return self.module.env()
        return parallel_to_aec(self.module.parallel_env())

    def about(self):
        env = self.make()
        env.reset(seed=0)
        self.envs = {}
        return {"name": str(env), "agents": list(env.possible_agents), "horizon": self.horizon}

    def step(self, order):
        number = order["env"]
        paid = {}
        if "seed" in order:
            self.envs[number] = self.envs.get(number) or self.make()
            self.envs[number].reset(seed=order["seed"])
            self.turns[number] = 0
        else:
            env = self.envs[number]
            env.step(order["action"])
            self.turns[number] += 1
            paid = {agent: float(reward) for agent, reward in env.rewards.items()}
        env = self.envs[number]
        # Whose part is over only says so; the episode is over with the last of them.
        while env.agents and (env.terminations[env.agent_selection] or env.truncations[env.agent_selection]):
            cut = not env.terminations[env.agent_selection]
            env.step(None)
            if not env.agents:
                return {"reward": paid, "actions": 1, "over": "truncated" if cut else "terminated"}
        agent = env.agent_selection
        seen = env.observe(agent)
        actions = int(env.action_space(agent).n)
        if isinstance(seen, dict) and "action_mask" in seen:
            actions = [int(action) for action in numpy.flatnonzero(seen["action_mask"])]
            seen = seen["observation"]
        answer = {"agent": agent, "observation": plain(seen), "actions": actions, "reward": paid}
        if self.turns[number] >= self.horizon * len(env.possible_agents):
            answer["over"] = "truncated"
        return answer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("--horizon", type=int, default=100)
    given = parser.parse_args()
    world = World(given.module, given.horizon)
    for line in sys.stdin:
        order = json.loads(line)
        answer = world.about() if "cidery" in order else {"steps": [world.step(one) for one in order["steps"]]}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
