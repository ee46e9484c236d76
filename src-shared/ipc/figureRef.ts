import { z } from 'zod';

/** One figure of an account that can be asked for its derivation. A collateral line is named by its place in the document. */
export const figureRef = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('account'),
    figure: z.enum(['marginRatio', 'buffer', 'adjustedEquity', 'equity', 'maintenanceMargin', 'initialMargin', 'freeMargin', 'orderMargin', 'leverage', 'notional', 'unrealizedPnl', 'optionValue', 'venueRatio']),
  }),
  z.strictObject({
    of: z.literal('row'), row: z.string().min(1).max(200),
    figure: z.enum(['maintenanceMargin', 'initialMargin', 'maintenanceShare', 'unrealizedPnl', 'notional', 'size', 'liquidationPrice', 'distance', 'venueLiquidationPrice', 'withoutThis.marginRatio']),
  }),
  z.strictObject({ of: z.literal('collateral'), line: z.number().int().min(0), figure: z.enum(['adjustedValue', 'value', 'weight', 'haircutCost', 'liquidationPrice']) }),
]);

export type FigureRef = Readonly<z.infer<typeof figureRef>>;
