import type { Decimal } from '../../num/units.ts';
import type { Book } from '../book.ts';
import type { Holding } from '../holdings.ts';
import type { Requirement } from '../kernel/requirement.ts';
import { withSurplus } from '../profitWeighing.ts';
import type { Row } from '../row.ts';
import { scheduleFrom } from '../schedule.ts';

/**
 * The same book with every maintenance requirement times a factor: where it is liquidated, the real one has adjusted
 * equity = factor · maintenance margin. Every kind of schedule is linear in its rates and amounts, so nothing is approximated.
 *
 * @param factor > 0, as the backstop rule of a venue
 */
export function requiringBook(book: Book, factor: Decimal): Book {
  const requiring = (holding: Holding): Holding => requiringOrders(holding, factor);
  return {
    ...book,
    holdings: new Map([...book.holdings].map(([symbol, holding]) => [symbol, requiring(holding)])),
    chargedBySettle: new Map([...book.chargedBySettle].map(([settle, holdings]) => [settle, holdings.map(requiring)])),
    rows: book.rows.map((row) => requiringRow(row, factor)),
    collateral: book.collateral.map((line) => ({ ...line, owedMargin: line.owedMargin.times(factor) })),
    weighings: new Map([...book.weighings].map(([asset, weighing]) => [asset, withSurplus(weighing, weighing.surplus.times(factor))])),
  };
}

/** Fees are no requirement: they are paid in full. */
function requiringOrders(holding: Holding, factor: Decimal): Holding {
  const { charge } = holding;
  return charge === null ? holding : { ...holding, charge: { ...charge, maintenance: charge.maintenance === null ? null : charge.maintenance.times(factor) } };
}

function requiringRow(row: Row, factor: Decimal): Row {
  const { schedule, growth, curve } = row.rule;
  const steps = schedule?.tiers.map((tier) => ({
    floor: tier.floor, initialMarginRate: tier.initialMarginRate, maintenanceMarginRate: tier.maintenanceMarginRate.times(factor), maintenanceAmount: tier.maintenanceAmount.times(factor),
  }));
  return {
    ...row,
    rule: {
      ...row.rule, growth: growth === null ? null : growth.times(factor), curve: curve === null ? null : requiringCurve(curve, factor),
      schedule: steps === undefined || schedule === null ? null : scheduleFrom(steps, schedule.cap),
    },
  };
}

function requiringCurve({ schedule, basis, closingFee }: Requirement, factor: Decimal): Requirement {
  return {
    basis, closingFee: closingFee.times(factor),
    schedule: schedule.kind === 'sizeLinear'
      ? { ...schedule, base: schedule.base.times(factor), step: schedule.step.times(factor) }
      : { ...schedule, steps: schedule.steps.map(({ floor, rate, amount }) => ({ floor, rate: rate.times(factor), amount: amount.times(factor) })) },
  };
}
