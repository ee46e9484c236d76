/** Forward of an index at a basis a year, continuous; `years` of 365 days. */
export const forwardOf = (index: number, basis: number, years: number): number => index * Math.exp(basis * years);
