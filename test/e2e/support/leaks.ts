import type { Page } from '@playwright/test';
import type { AccountView, LiquidationView } from '#shared/ipc/view.ts';

const prices = (view: LiquidationView): readonly string[] => (view.status === 'price' ? [view.price] : view.status === 'range' ? [view.lower, view.upper] : []);

/** Every balance and every liquidation price that an account shows. */
export function secretsOf(account: AccountView): readonly number[] {
  const { totals, positions, collateral, underlyings, orders, equityParts, remedy } = account;
  const texts = [
    totals.equity, totals.adjustedEquity, totals.initialMargin, totals.maintenanceMargin, totals.orderMargin, totals.freeMargin, totals.buffer, totals.notional, totals.unrealizedPnl, ...equityParts.map(({ value }) => value), remedy?.topUp ?? null, remedy?.clearingPrice?.price ?? null,
    ...positions.flatMap((row) => [row.contracts, row.size, row.entryPrice, row.notional, row.unrealizedPnl, row.initialMargin, row.maintenanceMargin, ...prices(row.liquidation), ...prices(row.venueLiquidation), row.distance?.money ?? null]),
    ...collateral.flatMap((row) => [row.amount, row.value, row.haircutCost, row.adjustedValue, ...prices(row.liquidation)]),
    ...underlyings.flatMap((row) => [...prices(row.liquidation), row.netSize]), ...orders.flatMap((row) => [row.contracts, row.price, row.orderMargin]),
  ];
  return [...new Set(texts.flatMap((text) => (text === null || Number(text) === 0 ? [] : [Math.abs(Number(text))])))];
}

/** All that a page says: its title, its words, seen or only heard, and every attribute that is shown or read out. */
export const saidBy = (page: Page): Promise<readonly string[]> => page.evaluate(() => {
  const attributes = ['title', 'aria-label', 'aria-valuetext', 'aria-description', 'alt', 'placeholder', 'value', 'data-exact', 'data-pad', 'content'];
  const said = [...document.querySelectorAll('body, body *')].flatMap((element) => [
    ...[...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ''] : [])),
    ...attributes.flatMap((name) => element.getAttribute(name) ?? []),
    ...(element instanceof HTMLInputElement ? [element.value] : []),
  ]);
  return [document.title, ...said];
});

/**
 * Numbers in what is said that are a secret to the last place that they show. Short ones are left out: "12" may be
 * anything. So are prices of the market, which anyone knows, parts of dates, addresses and names, spans of time and counts of ticks.
 */
export function leaksIn(said: readonly string[], accounts: readonly AccountView[]): readonly string[] {
  const secrets = accounts.flatMap(secretsOf);
  const known = new Set(accounts.flatMap(({ positions, collateral, underlyings }) => [...positions.map(({ mark }) => mark.value), ...collateral.map(({ price }) => price.value), ...underlyings.map(({ index }) => index)].map(Number)));
  return said.flatMap((text) => [...text.matchAll(/(?<![\p{L}\d.,:-])\d[\d,]*(?:\.\d+)?(?![\d.]*[\s\u00a0]?(?:[%σ]|ticks|m?s\b|\u2013 [\d.]+[\s\u00a0]?%))/gu)].flatMap(([found]) => {
    const plain = found.replaceAll(',', '');
    const places = plain.split('.')[1]?.length ?? 0;
    const value = Number(plain);
    const near = (other: number): boolean => Math.abs(other - value) < 10 ** -places;
    if (plain.replace('.', '').replace(/^0+/, '').length < 4 || [...known].some(near)) return [];
    return secrets.some(near) ? [`${found} in "${text.trim().slice(0, 80)}"`] : [];
  }));
}
