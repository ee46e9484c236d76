// Excerpts of public REST answers, as facts: one row or two of each, only the fields that are read. Binance: exchangeInfo of
// 2025-08-07 (fapi, dapi) and its document of eapi; Bybit: instruments-info, document of v5 and rows of 2026-09-26; OKX:
// public/instruments of 2022-05-13; Deribit: get_instruments of 2021-07-22 and 2024; Hyperliquid: meta; Kraken: instruments of
// 2021-07-22 and of 2025; BitMEX: instrument/active of 2021-07-22; Gate: contracts of 2023-05-24; KuCoin: contracts/active;
// dYdX: perpetualMarkets of 2025-12-08; Coinbase: market/products of 2026-04-06.

const binanceFilters = (tickSize: string, stepSize: string) => [{ filterType: 'PRICE_FILTER', tickSize }, { filterType: 'LOT_SIZE', stepSize }];

export const ANSWERS: Readonly<Record<string, Readonly<{ body: unknown; listings: readonly object[]; skipped?: readonly string[] }>>> = {
  'binance-usdm': {
    body: { symbols: [
      { symbol: 'BTCUSDT', contractType: 'PERPETUAL', deliveryDate: 4133404800000, status: 'TRADING', maintMarginPercent: '2.5000', baseAsset: 'BTC', quoteAsset: 'USDT', marginAsset: 'USDT', filters: binanceFilters('0.10', '0.001') },
      { symbol: 'BTCUSDT_260327', contractType: 'CURRENT_QUARTER', deliveryDate: 1774598400000, status: 'DELIVERING', baseAsset: 'BTC', quoteAsset: 'USDT', marginAsset: 'USDT', filters: binanceFilters('0.10', '0.001') },
      { symbol: 'OLDUSDT', contractType: 'PERPETUAL', deliveryDate: 1774598400000, status: 'TRADING', baseAsset: 'OLD', quoteAsset: 'USDT', marginAsset: 'USDT', filters: [] },
    ] },
    listings: [
      { symbol: 'BTCUSDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '0.10', lotSize: '0.001', status: 'trading' },
      { symbol: 'BTCUSDT_260327', kind: 'future', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '0.10', lotSize: '0.001', expiry: 1774598400000, status: 'closing' },
      { symbol: 'OLDUSDT', kind: 'perpetual', settlement: 'linear', base: 'OLD', quote: 'USDT', settle: 'USDT', contractSize: '1', expiry: 1774598400000, status: 'trading' },
    ],
  },
  'binance-coinm': {
    body: { symbols: [{ symbol: 'BTCUSD_PERP', deliveryDate: 4133404800000, contractStatus: 'TRADING', contractSize: 100, marginAsset: 'BTC', baseAsset: 'BTC', quoteAsset: 'USD', filters: binanceFilters('0.1', '1') }] },
    listings: [{ symbol: 'BTCUSD_PERP', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100', tickSize: '0.1', lotSize: '1', status: 'trading' }],
  },
  'binance-options': {
    body: { optionSymbols: [{ expiryDate: 1660521600000, symbol: 'BTC-220815-50000-C', side: 'CALL', strikePrice: '50000', underlying: 'BTCUSDT', unit: 1, minQty: '0.01', initialMargin: '0.15', maintenanceMargin: '0.075', quoteAsset: 'USDT', filters: [{ filterType: 'PRICE_FILTER', tickSize: '0.01' }] }] },
    listings: [{ symbol: 'BTC-220815-50000-C', kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '0.01', lotSize: '0.01', expiry: 1660521600000, strike: '50000', optionType: 'call', initialMarginRate: '0.15', maintenanceMarginRate: '0.075' }],
  },
  'bybit-linear': {
    body: { retCode: 0, result: { nextPageCursor: '', list: [
      { symbol: 'BTCUSDT', contractType: 'LinearPerpetual', status: 'Trading', baseCoin: 'BTC', quoteCoin: 'USDT', settleCoin: 'USDT', deliveryTime: '0', leverageFilter: { maxLeverage: '100.00' }, priceFilter: { tickSize: '0.10' }, lotSizeFilter: { qtyStep: '0.001' } },
      { symbol: 'SPOT', status: 'Trading', baseCoin: 'A', quoteCoin: 'USDT', settleCoin: 'USDT' },
    ] } },
    listings: [{ symbol: 'BTCUSDT', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '0.10', lotSize: '0.001', status: 'trading', maxLeverage: '100.00' }],
    skipped: ['SPOT'],
  },
  'bybit-option-btc': {
    body: { retCode: 0, result: { list: [{ symbol: 'BTC-25JUN27-106000-C-USDT', status: 'Trading', baseCoin: 'BTC', quoteCoin: 'USDT', settleCoin: 'USDT', optionsType: 'Call', deliveryTime: '1813910400000', priceFilter: { tickSize: '5' }, lotSizeFilter: { qtyStep: '0.01' } }] } },
    listings: [{ symbol: 'BTC-25JUN27-106000-C-USDT', kind: 'option', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '5', lotSize: '0.01', expiry: 1813910400000, strike: '106000', optionType: 'call', status: 'trading' }],
  },
  'okx-swap': {
    body: { code: '0', data: [
      { instId: 'BTC-USD-SWAP', instType: 'SWAP', ctType: 'inverse', ctVal: '100', ctMult: '1', ctValCcy: 'USD', settleCcy: 'BTC', uly: 'BTC-USD', tickSz: '0.1', lotSz: '1', lever: '125', state: 'live', expTime: '', stk: '', optType: '' },
      { instId: 'ZRX-USDT-SWAP', instType: 'SWAP', ctType: 'linear', ctVal: '10', ctMult: '1', ctValCcy: 'ZRX', settleCcy: 'USDT', uly: 'ZRX-USDT', tickSz: '0.0001', lotSz: '1', lever: '75', state: 'suspend', expTime: '' },
    ] },
    listings: [
      { symbol: 'BTC-USD-SWAP', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '100', tickSize: '0.1', lotSize: '1', status: 'trading', maxLeverage: '125' },
      { symbol: 'ZRX-USDT-SWAP', kind: 'perpetual', settlement: 'linear', base: 'ZRX', quote: 'USDT', settle: 'USDT', contractSize: '10', tickSize: '0.0001', lotSize: '1', status: 'halted', maxLeverage: '75' },
    ],
  },
  'okx-option-btc': {
    body: { code: '0', data: [{ instId: 'BTC-USD-220930-120000-C', instType: 'OPTION', ctType: '', ctVal: '1', ctMult: '0.1', ctValCcy: 'BTC', settleCcy: 'BTC', uly: 'BTC-USD', tickSz: '0.0005', lotSz: '1', lever: '', state: 'live', expTime: '1664524800000', stk: '120000', optType: 'C' }] },
    listings: [{ symbol: 'BTC-USD-220930-120000-C', kind: 'option', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '0.1', tickSize: '0.0005', lotSize: '1', expiry: 1664524800000, strike: '120000', optionType: 'call', status: 'trading' }],
  },
  'okx-spot': {
    body: { code: '0', data: [{ instId: 'BTC-USDT', instType: 'SPOT', baseCcy: 'BTC', quoteCcy: 'USDT', tickSz: '0.1', lotSz: '0.00000001', lever: '10', state: 'live', ctVal: '' }] },
    listings: [{ symbol: 'BTC-USDT', kind: 'spot', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', tickSize: '0.1', lotSize: '0.00000001', status: 'trading', maxLeverage: '10' }],
  },
  'deribit-btc': {
    body: { result: [
      { instrument_name: 'BTC-PERPETUAL', kind: 'future', base_currency: 'BTC', quote_currency: 'USD', tick_size: 0.5, contract_size: 10.0, min_trade_amount: 10.0, expiration_timestamp: 32503708800000, is_active: true, max_leverage: 100 },
      { instrument_name: 'BTC-27DEC24-100000-C', kind: 'option', option_type: 'call', strike: 100000.0, base_currency: 'BTC', counter_currency: 'USD', quote_currency: 'BTC', settlement_currency: 'BTC', tick_size: 0.0005, contract_size: 1.0, min_trade_amount: 0.1, expiration_timestamp: 1735300800000, is_active: true, max_leverage: 1 },
      { instrument_name: 'BTC-COMBO-1', kind: 'future_combo', base_currency: 'BTC', quote_currency: 'USD', tick_size: 0.01, contract_size: 1.0 },
    ] },
    listings: [
      { symbol: 'BTC-PERPETUAL', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '10', tickSize: '0.5', lotSize: '1', status: 'trading', maxLeverage: '100' },
      { symbol: 'BTC-27DEC24-100000-C', kind: 'option', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '1', tickSize: '0.0005', lotSize: '0.1', expiry: 1735300800000, strike: '100000', optionType: 'call', status: 'trading' },
    ],
    skipped: ['BTC-COMBO-1'],
  },
  hyperliquid: {
    body: { universe: [{ name: 'BTC', szDecimals: 5, maxLeverage: 40 }, { name: 'HPOS', szDecimals: 0, maxLeverage: 3, isDelisted: true }] },
    listings: [
      { symbol: 'BTC', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USDC', contractSize: '1', lotSize: '0.00001', status: 'trading', maxLeverage: '40' },
      { symbol: 'HPOS', kind: 'perpetual', settlement: 'linear', base: 'HPOS', quote: 'USD', settle: 'USDC', contractSize: '1', lotSize: '1', status: 'closed', maxLeverage: '3' },
    ],
  },
  kraken: {
    body: { result: 'success', instruments: [
      { symbol: 'fi_xbtusd_210924', type: 'futures_inverse', lastTradingTime: '2021-09-24T15:00:00.000Z', tickSize: 0.5, contractSize: 1, tradeable: true, marginLevels: [{ contracts: 0, initialMargin: 0.02, maintenanceMargin: 0.01 }, { contracts: 500000, initialMargin: 0.04, maintenanceMargin: 0.02 }] },
      { symbol: 'PF_PEPEUSD', type: 'flexible_futures', tickSize: 1e-10, contractSize: 1, tradeable: false, contractValueTradePrecision: -3, base: 'PEPE', quote: 'USD', marginLevels: [] },
      { symbol: 'in_xbtusd', type: 'spot index', tradeable: false },
    ] },
    listings: [
      { symbol: 'FI_XBTUSD_210924', kind: 'future', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '1', tickSize: '0.5', expiry: 1632495600000, status: 'trading', initialMarginRate: '0.02', maintenanceMarginRate: '0.01' },
      { symbol: 'PF_PEPEUSD', kind: 'perpetual', settlement: 'linear', base: 'PEPE', quote: 'USD', settle: 'USD', contractSize: '1', tickSize: '0.0000000001', lotSize: '1000', status: 'halted' },
    ],
    skipped: ['in_xbtusd'],
  },
  bitmex: {
    body: [
      { symbol: 'XBTUSD', state: 'Open', typ: 'FFWCSX', expiry: null, underlying: 'XBT', quoteCurrency: 'USD', settlCurrency: 'XBt', multiplier: -100000000, lotSize: 100, tickSize: 0.5, isQuanto: false, isInverse: true, initMargin: 0.01, maintMargin: 0.0035 },
      { symbol: 'ETHUSD', state: 'Open', typ: 'FFWCSX', expiry: null, underlying: 'ETH', quoteCurrency: 'USD', settlCurrency: 'XBt', multiplier: 100, lotSize: 1, tickSize: 0.05, isQuanto: true, isInverse: false, initMargin: 0.01, maintMargin: 0.005 },
      { symbol: 'ETHU21', state: 'Settled', typ: 'FFCCSX', expiry: '2021-09-24T12:00:00.000Z', underlying: 'ETH', quoteCurrency: 'XBT', settlCurrency: 'XBt', multiplier: 100000000, lotSize: 1, tickSize: 1e-5, isQuanto: false, isInverse: false, initMargin: 0.02, maintMargin: 0.007 },
      { symbol: 'XBTM26-XBTU26', state: 'Open', typ: 'FFMCSX', underlying: 'XBT', quoteCurrency: 'USD', settlCurrency: 'XBt' },
    ],
    listings: [
      { symbol: 'XBTUSD', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '1.00000000', tickSize: '0.5', lotSize: '100', status: 'trading', initialMarginRate: '0.01', maintenanceMarginRate: '0.0035' },
      { symbol: 'ETHUSD', kind: 'perpetual', settlement: 'quanto', base: 'ETH', quote: 'USD', settle: 'BTC', contractSize: '0.00000100', tickSize: '0.05', lotSize: '1', status: 'trading', initialMarginRate: '0.01', maintenanceMarginRate: '0.005' },
      { symbol: 'ETHU21', kind: 'future', settlement: 'linear', base: 'ETH', quote: 'BTC', settle: 'BTC', contractSize: '1.00000000', tickSize: '0.00001', lotSize: '1', expiry: 1632484800000, status: 'closed', initialMarginRate: '0.02', maintenanceMarginRate: '0.007' },
    ],
    skipped: ['XBTM26-XBTU26'],
  },
  'gate-usdt': {
    body: [{ name: 'KNC_USDT', type: 'direct', quanto_multiplier: '1', maintenance_rate: '0.025', order_price_round: '0.0001', order_size_min: 1, in_delisting: true, leverage_max: '20' }],
    listings: [{ symbol: 'KNC_USDT', kind: 'perpetual', settlement: 'linear', base: 'KNC', quote: 'USDT', settle: 'USDT', contractSize: '1', tickSize: '0.0001', lotSize: '1', status: 'closing', maintenanceMarginRate: '0.025', maxLeverage: '20' }],
  },
  'gate-btc': {
    body: [{ name: 'BTC_USD', type: 'inverse', quanto_multiplier: '0', in_delisting: false }, { name: 'ETH_USD', type: 'direct', quanto_multiplier: '0.000001', in_delisting: false }],
    listings: [
      { symbol: 'BTC_USD', kind: 'perpetual', settlement: 'inverse', base: 'BTC', quote: 'USD', settle: 'BTC', contractSize: '1', status: 'trading' },
      { symbol: 'ETH_USD', kind: 'perpetual', settlement: 'quanto', base: 'ETH', quote: 'USD', settle: 'BTC', contractSize: '0.000001', status: 'trading' },
    ],
  },
  kucoin: {
    body: { code: '200000', data: [{ symbol: 'XBTUSDTM', type: 'FFWCSX', expireDate: null, baseCurrency: 'XBT', quoteCurrency: 'USDT', settleCurrency: 'USDT', lotSize: 1, tickSize: 1.0, multiplier: 0.001, initialMargin: 0.01, maintainMargin: 0.005, maxLeverage: 100, isQuanto: true, isInverse: false, status: 'Open' }] },
    listings: [{ symbol: 'XBTUSDTM', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '0.001', tickSize: '1', lotSize: '1', status: 'trading', initialMarginRate: '0.01', maintenanceMarginRate: '0.005', maxLeverage: '100' }],
  },
  dydx: {
    body: { markets: { 'BTC-USD': { ticker: 'BTC-USD', status: 'FINAL_SETTLEMENT', initialMarginFraction: '0.02', maintenanceMarginFraction: '0.012', tickSize: '1', stepSize: '0.0001' } } },
    listings: [{ symbol: 'BTC-USD', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USDC', contractSize: '1', tickSize: '1', lotSize: '0.0001', status: 'closing', initialMarginRate: '0.02', maintenanceMarginRate: '0.012' }],
  },
  'coinbase-future': {
    body: { products: [{ product_id: 'BIP-20DEC30-CDE', product_type: 'FUTURE', quote_currency_id: 'USD', base_increment: '1', price_increment: '5', quote_increment: '0.01', trading_disabled: false, future_product_details: { contract_root_unit: 'BTC', contract_size: '0.01', contract_expiry: '2030-12-20T16:00:00Z' } }] },
    listings: [{ symbol: 'BIP-20DEC30-CDE', kind: 'future', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '0.01', tickSize: '5', lotSize: '1', expiry: 1924012800000, status: 'trading' }],
  },
  'coinbase-spot': {
    body: { products: [{ product_id: 'BTC-USD', product_type: 'SPOT', base_currency_id: 'BTC', quote_currency_id: 'USD', base_increment: '0.00000001', price_increment: '0.01', is_disabled: true }] },
    listings: [{ symbol: 'BTC-USD', kind: 'spot', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', tickSize: '0.01', lotSize: '0.00000001', status: 'halted' }],
  },
};
