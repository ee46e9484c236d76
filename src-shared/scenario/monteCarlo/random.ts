/** A stream of standard normals from a seed: the same seed, the same numbers, on every machine. */
export type NormalStream = Readonly<{ next: () => number; uniform: () => number }>;

/**
 * xoshiro128** seeded by splitmix32; normals by the polar method.
 *
 * @source D. Blackman and S. Vigna, Scrambled linear pseudorandom number generators (2018); G. Marsaglia, T. Bray (1964)
 */
export function normalStream(seed: number): NormalStream {
  let mix = seed >>> 0;
  const splitmix = (): number => {
    mix = (mix + 0x9e37_79b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0_aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a_2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [splitmix(), splitmix(), splitmix(), splitmix()];
  const bits = (): number => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const uniform = (): number => bits() / 4_294_967_296;
  let spare = Number.NaN;
  const next = (): number => {
    if (spare === spare) {
      const own = spare;
      spare = Number.NaN;
      return own;
    }
    let [u, v, s] = [0, 0, 0];
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt((-2 * Math.log(s)) / s);
    spare = v * scale;
    return u * scale;
  };
  return { next, uniform };
}
