/** What is known of a statement; null: neither that it holds nor that it does not. */
export type Truth = boolean | null;

/** One that does not hold decides; of none, it holds. */
export const allOf = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);

/** One that holds decides; of none, it does not. */
export const anyOf = (truths: readonly Truth[]): Truth => (truths.includes(true) ? true : truths.includes(null) ? null : false);
