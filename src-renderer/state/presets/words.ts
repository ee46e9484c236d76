/** How a number of a scenario model is written: shares in percent, factors, days, money, or as it is. */
export type Unit = 'percent' | 'factor' | 'days' | 'money' | 'plain';

export type FieldWords = Readonly<{ group: string; label: string; unit: Unit }>;

/** Parts of a model by the first words of their paths, in the order of the screen. */
export const GROUPS: readonly (readonly [path: string, title: string])[] = [
  ['grid', 'Scenarios'], ['volatility', 'Volatility'], ['skew', 'Tilt of the smile'], ['discount', 'Discount'], ['basis', 'Forwards by themselves'], ['futuresClamp', 'Futures'], ['tailDampener', 'Futures'], ['contingencies', 'Add-ons'],
  ['combination', 'Requirement'], ['holdings', 'Holdings'], ['offsets', 'Gains'], ['marks', 'Marks'], ['money', 'Money'], ['validFrom', 'Date'],
];

export const KIND_WORDS: Readonly<Record<string, string>> = {
  perpetuals: 'Perpetuals', nakedShorts: 'Short options that nothing covers', holdings: 'Holdings', grossFutures: 'Futures', hedgedFutures: 'Futures that hedge each other', haircuts: 'Haircuts', oracle: 'Feeds of low confidence', roll: 'Roll of forwards', deltaSpread: 'Hedges across expiries', vegaSpread: 'Vega across expiries', interest: 'Interest rate',
};

const LABELS: Readonly<Record<string, readonly [string, Unit]>> = {
  'volatility.up': ['up, at 30 days', 'percent'], 'volatility.down': ['down, at 30 days', 'percent'], 'volatility.powerShort': ['power up to 30 days', 'plain'], 'volatility.powerLong': ['power beyond 30 days', 'plain'],
  'volatility.floorDays': ['days, at least', 'days'], 'volatility.minimumUp': ['shocked up, at least', 'percent'], 'volatility.points.#.days': ['points: days to expiry', 'days'], 'volatility.points.#.up': ['points up', 'percent'], 'volatility.points.#.down': ['points down', 'percent'],
  'skew.linearCap': ['linear, cap', 'plain'], 'skew.linearBase': ['linear, by √years', 'plain'], 'skew.absoluteCap': ['steeper, cap', 'plain'], 'skew.absoluteBase': ['steeper, by √years', 'plain'],
  'skew.minimum': ['least width', 'plain'], 'skew.width': ['width', 'plain'], 'skew.volatility': ['volatility', 'percent'], 'skew.volatilityScale': ['volatility, by √years', 'percent'],
  'discount.positive.factor': ['value held, share', 'percent'], 'discount.positive.multiple': ['value held, times the rate', 'factor'], 'discount.positive.add': ['value held, a year', 'percent'],
  'discount.negative.factor': ['value owed, share', 'percent'], 'discount.negative.multiple': ['value owed, times the rate', 'factor'], 'discount.negative.add': ['value owed, a year', 'percent'],
  'basis.up': ['up', 'percent'], 'basis.down': ['down', 'percent'], 'basis.add': ['share that counts', 'percent'], 'basis.multiple': ['and a year', 'percent'],
  futuresClamp: ['move at most', 'percent'], tailDampener: ['taken off a loss beyond', 'money'],
  'combination.initialFactor': ['initial factor', 'factor'], 'combination.maintenanceFactor': ['maintenance factor', 'factor'], 'combination.peg.threshold': ['stablecoin below', 'plain'], 'combination.peg.factor': ['initial factor by its depeg', 'factor'],
  'combination.minimumDelta.net': ['least by net delta', 'percent'], 'combination.minimumDelta.hedged': ['least by hedged delta', 'percent'],
  'combination.minimumCharge.futures': ['minimum charge, futures', 'percent'], 'combination.minimumCharge.options': ['minimum charge, options', 'percent'], 'combination.minimumCharge.tiers.#.from': ['tier from', 'money'], 'combination.minimumCharge.tiers.#.multiple': ['its multiple', 'factor'],
  'combination.minimumCharge': ['minimum charge', 'plain'], 'combination.minimumCharge.tiers': ['tiers of the minimum charge', 'plain'], 'combination.minimumDelta': ['least by delta', 'plain'], 'volatility.points': ['points', 'plain'], 'discount.positive': ['value held', 'plain'], 'discount.negative': ['value owed', 'plain'],
  maintenance: ['maintenance', 'percent'], initial: ['initial on top', 'percent'], annualised: ['a year', 'percent'], perDay: ['points a day', 'percent'], shift: ['shift', 'percent'], floor: ['at least', 'percent'], threshold: ['below a confidence of', 'percent'], rate: ['rate', 'percent'],
};

/** Words of a number of a model by its path there, add-ons by kind: `contingencies.roll.floor`. What has none is told by its path. */
export function fieldWords(path: string): FieldWords {
  const [first = '', second = '', ...rest] = path.split('.');
  const group = GROUPS.find(([own]) => own === first)?.[1] ?? path;
  const found = LABELS[first === 'contingencies' ? rest.at(-1) ?? '' : path.replaceAll(/\.\d+(?=\.|$)/g, '.#')];
  const title = first === 'contingencies' && second !== '' ? KIND_WORDS[second] ?? second : group;
  return { group: title, label: found?.[0] ?? [second, ...rest].filter((word) => first !== 'contingencies' || word !== second).join(' '), unit: found?.[1] ?? 'plain' };
}

/** "Volatility: up, at 30 days", or the part alone. */
export function pathWords(path: string): string {
  const { group, label } = fieldWords(path);
  return label === '' ? group : `${group}: ${label}`;
}
