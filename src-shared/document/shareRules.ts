import type { Fault } from '../domain/failure.ts';
import type { PortfolioFields } from './portfolioSchema.ts';

/** What a share of a vault must hold across fields: an asset that is not itself, and each short call once. A share that is owed holds nothing. */
export function shareFaults({ asset, amount, holds }: PortfolioFields['collateral'][number], path: string): readonly Fault[] {
  if (holds === undefined) return [];
  const itself = holds.asset === asset ? [{ path: `${path}.holds.asset`, message: `is "${asset}", the share itself; expected the asset that a share holds` }] : [];
  const owed = Number(amount) < 0 ? [{ path: `${path}.holds`, message: 'stands on a debt; expected it where the amount is 0 or more' }] : [];
  const seen = new Set<string>();
  const twice = holds.shortCalls.flatMap(({ strike, expiry }, at) => {
    const key = `${Number(strike)} ${expiry}`;
    const again = seen.has(key);
    seen.add(key);
    return again ? [{ path: `${path}.holds.shortCalls.${at}`, message: 'is a second call of the same strike and expiry; expected one each' }] : [];
  });
  return [...itself, ...owed, ...twice];
}
