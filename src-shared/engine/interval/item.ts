import { asPrice, type Decimal, ONE, type Price, ZERO } from '../../num/units.ts';
import type { Holding } from '../holdings.ts';
import { collateralTermsOf } from '../collateralTerms.ts';
import { chargeTermsOf } from '../orderCharge.ts';
import { openProfitOf } from '../profitWeighing.ts';
import { orderMarginOf } from '../reserve.ts';
import type { Row } from '../row.ts';
import { type RowTerms, rowTermsOf } from '../rowTerms.ts';
import { createSideBook } from '../sideBook.ts';
import { isShort } from '../sides.ts';
import { optionItems } from './optionItem.ts';
import { reserveLean } from './orderPlaces.ts';
import { eitherLacks, type Lacks, LACKS_NOTHING, NO_PART, type Part } from './part.ts';
import { isSpread } from './reach.ts';
import { type Choice, isProfitKnown, type Item, markReach, moved, pricedHoldings, rateAt, rateReach, type Standing, type View } from './view.ts';
import { weighedPart, weighingItems } from './weighing.ts';

export function itemsOf(view: View): readonly Item[] {
  const byBase = Map.groupBy(pricedHoldings(view), ({ instrument }) => instrument.base);
  return [
    ...[...byBase].map(([base, holdings]) => positionItem(view, base, holdings)),
    ...[...view.book.collateralByAsset].map(([asset, places]) => collateralItem(view, asset, places)),
    ...[...view.book.chargedBySettle].map(([settle, holdings]) => chargeItem(view, settle, holdings)),
    ...weighingItems(view),
    ...optionItems(view),
  ];
}

const rowsOf = ({ book }: View, { rows }: Holding): readonly Row[] => rows.flatMap((at) => book.rows[at] ?? []);

function positionItem(view: View, base: string, holdings: readonly Holding[]): Item {
  const settles = [...new Set(holdings.map(({ instrument }) => instrument.settle))].filter((asset) => isSpread(rateReach(view, asset)));
  const follows = holdings.some(({ instrument }) => isSpread(markReach(view, instrument)));
  return {
    moving: [...new Set([...(follows ? [base] : []), ...settles])],
    settles: settles.filter((asset) => asset !== base),
    lacks: holdings.reduce<Lacks>((all, holding) => eitherLacks(all, holdingLacks(view, holding)), LACKS_NOTHING),
    at: (standing, choice) => positionPart(view, holdings, standing, choice),
    leans: (standing) => [...(view.book.rules.sides === 'sum' ? [] : leansOf(view, holdings, standing)), ...orderLeans(view, holdings, standing)],
  };
}

type Priced = Readonly<{ row: Row; terms: RowTerms }>;

function pricedRows(view: View, holding: Holding, standing: Standing): readonly Priced[] {
  const at = pricesAt(view, holding, standing);
  return at === null ? [] : rowsOf(view, holding).map((row) => ({ row, terms: rowTermsOf(row, at.mark, at.rate) }));
}

/** The mark and, unless it is 1, the rate of the settle currency. */
function pricesAt(view: View, { symbol, instrument }: Holding, standing: Standing): Readonly<{ mark: Price; rate: Decimal | null }> | null {
  const [last, rate] = [view.prices.mark.get(symbol), rateAt(view, instrument.settle, standing)];
  if (last === undefined || rate === null) return null;
  return { mark: asPrice(moved(last, markReach(view, instrument), standing.get(instrument.base))), rate: rate === ONE ? null : rate };
}

function leansOf(view: View, holdings: readonly Holding[], standing: Standing): readonly Decimal[] {
  const priced = holdings.flatMap((holding) => pricedRows(view, holding, standing));
  const lean = (of: (terms: RowTerms) => Decimal | null): Decimal => priced.reduce<Decimal>((sum, { row, terms }) => {
    const own = of(terms) ?? ZERO;
    return isShort(row) ? sum.minus(own) : sum.plus(own);
  }, ZERO);
  return [lean(({ maintenanceMargin }) => maintenanceMargin), lean(({ initialMargin }) => initialMargin)];
}

function orderLeans(view: View, holdings: readonly Holding[], standing: Standing): readonly Decimal[] {
  return holdings.flatMap((holding): readonly Decimal[] => {
    const at = pricesAt(view, holding, standing);
    const lean = holding.reserve === null || at === null ? null : reserveLean(holding.reserve, at.mark);
    return lean === null ? [] : [lean];
  });
}

function positionPart(view: View, holdings: readonly Holding[], standing: Standing, choice: Choice): Part {
  const margins = createSideBook(view.book.rules.sides);
  let [profit, weighed, owed, orders] = [ZERO, ZERO, ZERO, ZERO];
  const lacks = { ...LACKS_NOTHING };
  for (const holding of holdings) {
    for (const { row, terms } of pricedRows(view, holding, standing)) {
      profit = profit.plus(terms.unrealizedPnl);
      margins.replace(row, null, terms);
      lacks.maintenance ||= terms.maintenanceMargin === null;
      lacks.initial ||= terms.initialMargin === null;
    }
    const at = pricesAt(view, holding, standing);
    if (at !== null && choice.has(holding.instrument.settle)) {
      const own = rowsOf(view, holding).reduce<Decimal>((sum, row) => sum.plus(openProfitOf(row, at.mark)), ZERO);
      const part = weighedPart(view, holding.instrument.settle, at.rate === null ? own : own.times(at.rate), choice);
      [weighed, owed] = [weighed.plus(part.adjusted), owed.plus(part.owed)];
    }
    if (holding.reserve === null || at === null) continue;
    const reserved = orderMarginOf(holding.reserve, at.mark, at.rate);
    lacks.initial ||= reserved === null;
    orders = orders.plus(reserved ?? ZERO);
  }
  return { equity: profit, adjusted: profit.plus(weighed), maintenance: margins.maintenance().plus(owed), initial: margins.initial().plus(orders).plus(owed), lacks };
}

/** A requirement that is taken at the entry does not follow the mark. */
function holdingLacks(view: View, holding: Holding): Lacks {
  const mark = markReach(view, holding.instrument) === 'unbounded';
  const rate = rateReach(view, holding.instrument.settle) === 'unbounded';
  if (!mark && !rate) return LACKS_NOTHING;
  const rows = rowsOf(view, holding);
  return {
    equity: rows.length > 0, adjusted: rows.length > 0,
    maintenance: rows.some(({ rule }) => rate || rule.maintenanceBasis !== 'entry'),
    initial: holding.reserve !== null || rows.some(({ rule }) => rate || rule.initialBasis !== 'entry'),
  };
}

/** What open orders ask for at their own prices: only their settle currency moves it. */
function chargeItem(view: View, settle: string, holdings: readonly Holding[]): Item {
  const reach = rateReach(view, settle);
  const charges = holdings.flatMap(({ charge, unsupported }) => (charge === null || unsupported ? [] : [charge]));
  const unbounded = reach === 'unbounded' && charges.length > 0;
  return {
    moving: isSpread(reach) && charges.length > 0 ? [settle] : [], settles: [],
    leans: () => [],
    lacks: { ...LACKS_NOTHING, adjusted: unbounded, maintenance: unbounded },
    at: (standing) => {
      const rate = rateAt(view, settle, standing);
      if (rate === null) return NO_PART;
      return charges.map((charge) => chargeTermsOf(charge, rate)).reduce<Part>((sum, { maintenance, openingFee }) => (
        { ...sum, adjusted: sum.adjusted.minus(openingFee ?? ZERO), maintenance: sum.maintenance.plus(maintenance ?? ZERO) }
      ), NO_PART);
    },
  };
}

function collateralItem(view: View, asset: string, places: readonly number[]): Item {
  const lines = places.flatMap((at) => view.book.collateral[at] ?? []);
  const reach = rateReach(view, asset);
  const holds = lines.some(({ amount }) => !amount.isZero());
  const isKnown = isProfitKnown(view, asset);
  const owes = isKnown && lines.some(({ owedMargin }) => !owedMargin.isZero());
  const counts = lines.some(({ countedAmount }) => countedAmount?.isZero() !== true);
  return {
    moving: isSpread(reach) && holds ? [asset] : [], settles: [],
    leans: () => [],
    lacks: reach === 'unbounded' ? { equity: holds, adjusted: counts, maintenance: owes, initial: owes } : LACKS_NOTHING,
    at: (standing) => {
      const rate = rateAt(view, asset, standing);
      if (rate === null) return NO_PART;
      return lines.reduce<Part>((sum, line) => {
        const { value, adjustedValue, owedMargin } = collateralTermsOf(line, rate, isKnown);
        return { ...sum, equity: sum.equity.plus(value), adjusted: sum.adjusted.plus(adjustedValue ?? ZERO), maintenance: sum.maintenance.plus(owedMargin), initial: sum.initial.plus(owedMargin) };
      }, NO_PART);
    },
  };
}
