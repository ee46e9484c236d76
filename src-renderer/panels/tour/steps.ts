export type TourStep = Readonly<{
  title: string;
  words: string;
  /** What it speaks of: the first of these that is on the screen. */
  anchors: readonly string[];
}>;

/** What a trader must know of the screen, in reading order. All of it is read in less than two minutes. */
export const STEPS: readonly TourStep[] = [
  { title: 'How far you are from liquidation', words: 'The buffer is what the account can lose before the venue steps in. The margin ratio is the same distance in percent: at 100 % it liquidates. Both count collateral and every position together.', anchors: ['.headline'] },
  { title: 'One bar, every threshold', words: 'Where the account stands now, and what it may still lose before Watch, Warning, Danger and Critical. Each stage has a word and a shape beside its colour.', anchors: ['.ladder'] },
  { title: 'Each row with its own liquidation price', words: 'The nearest stands on top, by days of usual movement (σ). Press a figure, or Enter on it, to see how it comes about, down to the price and the rule.', anchors: ['[data-panel="positions"]', '.positions'] },
  { title: 'Collateral moves too', words: 'Each asset with its weight, what its haircut costs, and the price at which it alone would liquidate the account.', anchors: ['[data-panel="collateral"]', '.collateral'] },
  { title: 'Warnings that are written down first', words: 'A change of stage is a durable row before you are told of it, also while no window is open. Every alert says in numbers what helps.', anchors: ['[data-panel="alerts"]', '.alerts'] },
  { title: 'Where prices come from', words: 'Every price has an age. What is old is marked, and so is every figure that rests on it. Beyond this machine only hosts that you allow are contacted.', anchors: ['[data-panel="feeds"]', '.feeds'] },
  { title: 'Everything by key', words: 'Ctrl K finds every action, symbol and account; ? lists the keys. W changes a copy of the account beside the live one. No key trades anything.', anchors: ['.tools'] },
];
