/** Halvings after which float64 tells no more. */
const ROUNDS = 60;

/** The first place up to an end at which what is above 0 at first is so no more, looked for in strides; null where there is none. */
export function firstZero(at: (place: number) => number, end: number, stride: number): number | null {
  for (let far = stride; far < end; far += stride) {
    if (at(far) > 0) continue;
    let [near, over] = [far - stride, far];
    for (let round = 0; round < ROUNDS; round += 1) {
      const middle = (near + over) / 2;
      if (at(middle) > 0) near = middle;
      else over = middle;
    }
    return over;
  }
  return null;
}
