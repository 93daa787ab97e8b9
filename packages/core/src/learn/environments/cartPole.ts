/**
 * Cart and pole (Barto, Sutton & Anderson 1983): push a cart left or right so that the pole on it stays up. Seen are
 * the cart's position (m) and speed (m/s), the pole's angle (rad) and angular speed (rad/s); each turn
 * is 0.02 s and pays 1. It ends when the pole leans more than 12° or the cart is more than 2.4 m off; it is cut
 * after `turns`. Published thresholds of success: a mean of 195 of 200 turns, or 475 of 500, over 100 episodes.
 * The motion without friction, by Euler steps: Florian 2007, Correct equations for the dynamics of the cart-pole system.
 */
import type { Random } from "../../base/index.ts";
import type { Environment, Episode, View } from "./environment.ts";

const GRAVITY = 9.8;
const CART = 1;
const POLE = 0.1;
const HALF_LENGTH = 0.5;
const FORCE = 10;
const STEP = 0.02;
const FAR = 2.4;
const LEANING = (12 * Math.PI) / 180;

/** @param turns after which an episode is cut */
export function cartPole(turns = 500): Environment<Float64Array> {
  const inf = Number.POSITIVE_INFINITY;
  return {
    horizon: turns,
    cuts: true,
    space: {
      shape: [4],
      low: [-2 * FAR, -inf, -2 * LEANING, -inf],
      high: [2 * FAR, inf, 2 * LEANING, inf],
      // The boxes of Barto, Sutton & Anderson: 3 × 3 × 6 × 3.
      cuts: [
        [-0.8, 0.8],
        [-0.5, 0.5],
        [-6, -1, 0, 1, 6].map((degrees) => (degrees * Math.PI) / 180),
        [-50, 50].map((degrees) => (degrees * Math.PI) / 180),
      ],
    },
    begin: (random) => new CartPoleEpisode(turns, random),
  };
}

class CartPoleEpisode implements Episode<Float64Array> {
  #state: Float64Array;
  #turn = 0;
  readonly #turns: number;

  constructor(turns: number, random: Random) {
    this.#turns = turns;
    this.#state = Float64Array.from({ length: 4 }, () => 0.1 * random.unit() - 0.05);
  }

  get observation(): Float64Array | undefined {
    return this.#turn < this.#turns && !this.#fell() ? this.#state : undefined;
  }

  get actionCount(): number {
    return this.observation === undefined ? 0 : 2;
  }

  get cut(): View<Float64Array> | undefined {
    if (this.#turn < this.#turns || this.#fell()) return undefined;
    return { observation: this.#state, actionCount: 2 };
  }

  #fell(): boolean {
    const [place, , angle] = this.#state as unknown as [number, number, number];
    return Math.abs(place) > FAR || Math.abs(angle) > LEANING;
  }

  act(action: number): number {
    if (!(action >= 0 && action < this.actionCount))
      throw new RangeError(`action ${action} is not one of 0…${this.actionCount - 1}`);
    const next = pushed(this.#state, action === 1 ? FORCE : -FORCE);
    this.#state = next;
    this.#turn++;
    return 1;
  }
}

/** Position, speed, angle and angular speed one step later. */
function pushed(state: Float64Array, force: number): Float64Array {
  const [place, speed, angle, turning] = state as unknown as [number, number, number, number];
  const mass = CART + POLE;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const pull = (force + POLE * HALF_LENGTH * turning ** 2 * sin) / mass;
  const angular = (GRAVITY * sin - cos * pull) / (HALF_LENGTH * (4 / 3 - (POLE * cos ** 2) / mass));
  const linear = pull - (POLE * HALF_LENGTH * angular * cos) / mass;
  return Float64Array.of(
    place + STEP * speed,
    speed + STEP * linear,
    angle + STEP * turning,
    turning + STEP * angular,
  );
}
