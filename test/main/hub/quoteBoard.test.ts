import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { createQuoteBoard } from '../../../src-main/hub/quoteBoard.ts';
import { text } from './support/riskyAccount.ts';

test('what a venue said last of an instrument is kept figure by figure, each with its own times', () => {
  const board = createQuoteBoard();
  const head = { kind: 'quote', venue: 'okx', symbol: 'BTC-USDT-SWAP' } as const;
  board.put({ ...head, markPrice: text('60000'), eventAt: epochMs(1) }, epochMs(10));
  board.put({ ...head, fundingRate: text('0.0001'), nextFundingAt: epochMs(999), option: { greeks: { delta: text('0.5') }, coinGreeks: { delta: text('0.4') } }, eventAt: epochMs(2) }, epochMs(20));
  board.put({ ...head, lastPrice: text('60001'), eventAt: null }, epochMs(30));
  expect(board.view('BTC-USDT-SWAP')).toEqual({ symbol: 'BTC-USDT-SWAP', venue: 'okx', items: [
    { name: 'markPrice', value: '60000', venueAt: 1, receivedAt: 10 },
    { name: 'fundingRate', value: '0.0001', venueAt: 2, receivedAt: 20 }, { name: 'nextFundingAt', value: 999, venueAt: 2, receivedAt: 20 },
    { name: 'delta', value: '0.5', venueAt: 2, receivedAt: 20 }, { name: 'coinDelta', value: '0.4', venueAt: 2, receivedAt: 20 },
    { name: 'lastPrice', value: '60001', venueAt: null, receivedAt: 30 },
  ] });
  expect(board.view('ETH-USDT-SWAP')).toEqual({ symbol: 'ETH-USDT-SWAP', venue: null, items: [] });
});
