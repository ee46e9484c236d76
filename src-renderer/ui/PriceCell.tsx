import type { PriceFigure } from './figures.ts';
import { Age } from './Age.tsx';
import { Unknown } from './Amount.tsx';
import { exactText, amountText } from './format.ts';
import { figureTitle, stateWord } from './figureTitle.ts';
import { momentText } from './time.ts';

export type PriceCellProps = Readonly<{
  price: PriceFigure;
  decimals: number;
  unit: string;
  /** What the price is of, for the button's name: "mark of SOLUSDT". */
  what: string;
  onEdit?: () => void;
}>;

/** A price with what it is worth: its age while live, else its state in a word and its age. */
export function PriceCell({ price, decimals, unit, what, onEdit }: PriceCellProps) {
  const word = stateWord(price.state);
  const figure =
    price.value === null ? (
      <Unknown reason={`no ${what} has arrived`} />
    ) : (
      <span className="figure" title={figureTitle(exactText(price.value), unit, undefined, price.state)}>
        {amountText(price.value, decimals)}
      </span>
    );
  return (
    <span className={`price state-${price.state}`}>
      {onEdit === undefined ? (
        figure
      ) : (
        <button type="button" className="price-button" onClick={onEdit}>
          {figure}
          <span className="hidden-text">, {what}: set or release by hand</span>
        </button>
      )}
      <span className="price-state">{price.value === null ? '' : word === '' || word === 'stale' ? <Age at={price.at} /> : <StateWord word={word} at={price.at} />}</span>
    </span>
  );
}

const SHORT: Readonly<Record<string, string>> = { disconnected: 'lost' };

function StateWord({ word, at }: Readonly<{ word: string; at: number | null }>) {
  return (
    <span className="age state-word" title={at === null ? word : `${word}, as of ${momentText(at)}`}>
      {SHORT[word] ?? word}
    </span>
  );
}
