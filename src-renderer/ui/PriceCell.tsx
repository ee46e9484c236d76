import type { PriceFigure } from './figures.ts';
import { Age } from './Age.tsx';
import { Unknown } from './Amount.tsx';
import { openExactText, openText, padText } from './format.ts';
import { figureTitle, isPractised, stateWord } from './figureTitle.ts';
import { momentText } from './time.ts';

export type PriceCellProps = Readonly<{
  price: PriceFigure;
  decimals: number;
  /** The most decimals in its column. */
  columnDecimals?: number;
  unit: string;
  /** What the price is of, for the button's name: "mark of SOLUSDT". */
  what: string;
  onEdit?: () => void;
  /** Its tab index: −1 in a grid, which has one stop of its own. */
  tab?: 0 | -1;
}>;

/** A price of the market, which privacy does not hide, with what it is worth: its age, or in a word that it was typed in or looks wrong. */
export function PriceCell({ price, decimals, columnDecimals = 0, unit, what, onEdit, tab = 0 }: PriceCellProps) {
  // How old a late price is says more than that it is late, which its look and the title say.
  const word = isPractised(price) ? stateWord('drill') : price.state === 'manual' || price.state === 'supposed' || price.state === 'suspect' ? stateWord(price.state) : '';
  const figure =
    price.value === null ? (
      <Unknown reason={`no ${what} has arrived`} />
    ) : (
      <span className="figure" title={figureTitle(openExactText(price.value), unit, undefined, price.state)} data-pad={padText(decimals, columnDecimals)}>
        {openText(price.value, decimals)}
      </span>
    );
  return (
    <span className={`price state-${price.state}`}>
      {onEdit === undefined ? (
        figure
      ) : (
        <button type="button" className="price-button" tabIndex={tab} onClick={onEdit}>
          {figure}
          <span className="hidden-text">, {what}: set or release by hand</span>
        </button>
      )}
      <span className="price-state">{price.value === null ? '' : word === '' ? <Age at={price.at} /> : <StateWord word={word} at={price.at} />}</span>
    </span>
  );
}

function StateWord({ word, at }: Readonly<{ word: string; at: number | null }>) {
  return (
    <span className="age state-word" title={at === null ? word : `${word}, as of ${momentText(at)}`}>
      {word}
    </span>
  );
}
