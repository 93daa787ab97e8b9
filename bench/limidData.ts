/**
 * Figures of other LIMID solvers, CPU ms on a comparable 2-core machine, as recorded in
 * ../shared/instances/README.md. `spu`, `mpu`: kpu, a public C++ solver (1PU, and exact multiple
 * policy updating without its beam); `null` = stopped after 40 s.
 */
export interface LimidFigure {
  readonly spuValue: number;
  readonly spu: number;
  readonly mpuValue?: number | null;
  readonly mpu?: number | null;
}

const stopped = { mpuValue: null, mpu: null } as const;

export const KPU: Readonly<Record<string, LimidFigure>> = {
  "pigs/pigs-4": { spuValue: 726.8121, spu: 1.3, mpuValue: 726.812, mpu: 0.34 },
  "pigs/pigs-5": { spuValue: 702.56347, spu: 1.8, mpuValue: 702.565, mpu: 0.78 },
  "pigs/pigs-6": { spuValue: 685.589429, spu: 2.15, mpuValue: 685.588, mpu: 3.01 },
  "pigs/pigs-7": { spuValue: 673.7076, spu: 4.69, mpuValue: 673.706, mpu: 17.81 },
  "pigs/pigs-8": { spuValue: 665.39032, spu: 3.82, mpuValue: 665.392, mpu: 22.06 },
  "pigs/pigs-9": { spuValue: 659.568224, spu: 7.11, mpuValue: 659.566, mpu: 881.41 },
  "pigs/pigs-10": { spuValue: 655.696138, spu: 13.55, mpuValue: 655.7, mpu: 2.32 },
  "chain/chain-5-2-s1": { spuValue: 0.494017, spu: 0.88, mpuValue: 0.494017, mpu: 0.24 },
  "chain/chain-5-3-s1": { spuValue: 0.874045, spu: 0.68, mpuValue: 0.874045, mpu: 0.9 },
  "chain/chain-10-2-s1": { spuValue: 0.95859, spu: 1.54, mpuValue: 0.95859, mpu: 0.32 },
  "chain/chain-10-3-s1": { spuValue: 0.458902, spu: 1.19, mpuValue: 0.474135, mpu: 0.87 },
  "chain/chain-10-5-s1": { spuValue: 0.824999, spu: 3.72, mpuValue: 0.908279, mpu: 59.14 },
  "chain/chain-15-2-s1": { spuValue: 0.96263, spu: 2.47, mpuValue: 0.965364, mpu: 973.42 },
  "chain/chain-15-3-s1": { spuValue: 0.366395, spu: 4.26, ...stopped },
  "chain/chain-20-2-s1": { spuValue: 0.666128, spu: 4.26, mpuValue: 0.667699, mpu: 0.71 },
  "chain/chain-20-3-s1": { spuValue: 0.492962, spu: 8.1, mpuValue: 0.501158, mpu: 0.56 },
  "chain/chain-20-5-s1": { spuValue: 0.753082, spu: 7.13, mpuValue: 0.753782, mpu: 2.88 },
  "random/rnd-d3-c7-s1": { spuValue: 0.915504, spu: 1.03, mpuValue: 0.915503, mpu: 0.28 },
  "random/rnd-d5-c10-s1": { spuValue: 1.762516, spu: 6.81, mpuValue: 1.762517, mpu: 0.93 },
  "random/rnd-d10-c20-s1": { spuValue: 3.545643, spu: 29.72, ...stopped },
  "random/rnd-d10-c20-s2": { spuValue: 2.085046, spu: 17.13, ...stopped },
  "random/rnd-d10-c20-s3": { spuValue: 3.436743, spu: 15.21, mpuValue: 3.436743, mpu: 32.03 },
  "random/rnd3-d10-c20-s1": { spuValue: 3.758837, spu: 20.1, mpuValue: 3.773847, mpu: 7513.83 },
  "random/rnd-d20-c40-s1": { spuValue: 4.993526, spu: 231.68, ...stopped },
  "random/rnd-d20-c40-s2": { spuValue: 4.329927, spu: 107.33, ...stopped },
  "random/rnd-d20-c40-s3": { spuValue: 4.868594, spu: 117.23, ...stopped },
  "random/rnd3-d20-c40-s1": { spuValue: 5.170372, spu: 54.66, ...stopped },
  "random/rnd-d40-c80-s1": { spuValue: 5.697288, spu: 346.73, ...stopped },
  "random/rnd-d40-c80-s2": { spuValue: 5.163621, spu: 212.15, ...stopped },
  "random/rnd-d40-c80-s3": { spuValue: 5.073258, spu: 371.58, ...stopped },
  "random/rnd3-d40-c80-s1": { spuValue: 5.384361, spu: 760.77, ...stopped },
  "gmid2-memoryless/rand-c20d2o1-01.memoryless": { spuValue: 107.76383, spu: 2.54 },
  "gmid2-memoryless/rand-c30d3o1-01.memoryless": { spuValue: 222.005371, spu: 7.63 },
  "gmid2-memoryless/rand-c30d6o1-01.memoryless": { spuValue: 377.083549, spu: 19.3 },
  "gmid2-memoryless/rand-c30d9o1-01.memoryless": { spuValue: 591.213856, spu: 46.43 },
  "gmid2-memoryless/rand-c50d5o1-01.memoryless": { spuValue: 272.000543, spu: 320.65, ...stopped },
  "gmid2-memoryless/rand-c50d10o1-01.memoryless": {
    spuValue: 580.894736,
    spu: 3392.69,
    ...stopped,
  },
  "gmid2-memoryless/rand-c70d7o1-01.memoryless": {
    spuValue: 499.671425,
    spu: 11808.08,
    ...stopped,
  },
  "gmid2-memoryless/pomdp1-4_2_2_2_3.memoryless": { spuValue: 4.004956, spu: 8.11 },
  "gmid2-memoryless/pomdp2-2_2_2_2_3.memoryless": { spuValue: 4.232686, spu: 6.66 },
  "gmid2-memoryless/pomdp3-4_4_2_2_3.memoryless": { spuValue: 3.509119, spu: 165.35 },
  "gmid2-memoryless/pomdp4-4_4_2_2_5.memoryless": { spuValue: 4.98496, spu: 326.72 },
  "gmid2-memoryless/pomdp5-6_4_3_5_3.memoryless": { spuValue: 8.663597, spu: 276.36 },
  "gmid2-memoryless/mdp1-4_2_2_5.memoryless": { spuValue: 3.695057, spu: 324.61 },
  "gmid2-memoryless/ID_from_BN_78_w18d3.memoryless": { spuValue: 15.953311, spu: 2645.64 },
  "gmid2-memoryless/ID_from_BN_78_w19d3.memoryless": { spuValue: 17.568531, spu: 4480.21 },
};

/** Sets without figures of the peer that are run all the same. */
export const MORE = [
  "chain/chain-10-10-s1",
  "chain/chain-20-10-s1",
  "chain/chain-50-2-s1",
  "chain/chain-50-3-s1",
  "chain/chain-100-2-s1",
  "chain/chain-100-3-s1",
  "random/rnd-d60-c90-s1",
  "random/rnd-d60-c90-s2",
  "random/rnd-d60-c90-s3",
  "random/rnd3-d60-c90-s1",
];
