/** Position in an episode: stepped, scrubbed, or playing by itself. */
import { useEffect, useState } from "react";

export const SPEEDS = [0.5, 1, 2, 4] as const;
const FRAME = 900;

export interface Player {
  readonly at: number;
  readonly last: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly setSpeed: (speed: number) => void;
  readonly go: (at: number) => void;
  readonly toggle: () => void;
}

export function usePlayer(frames: number): Player {
  const [wanted, setWanted] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const last = Math.max(0, frames - 1);
  const at = Math.min(wanted, last);
  const isPlaying = playing && at < last;
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => setWanted(at + 1), FRAME / speed);
    return () => clearTimeout(timer);
  }, [isPlaying, at, speed]);
  return {
    at,
    last,
    playing: isPlaying,
    speed,
    setSpeed,
    go(to) {
      setPlaying(false);
      setWanted(Math.min(last, Math.max(0, to)));
    },
    toggle() {
      if (!isPlaying && at === last) setWanted(0);
      setPlaying(!isPlaying);
    },
  };
}
