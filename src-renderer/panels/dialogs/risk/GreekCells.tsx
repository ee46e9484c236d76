import type { GreeksView } from '#shared/ipc/scenarioMarginView.ts';
import { amountText, exactText, NONE, signOf, significantText } from '../../../ui/format.ts';

/** Delta to four decimals, gamma by its first digits, money to two: below a lot and below a cent there is nothing to see. */
const shown = (name: keyof GreeksView, value: string): string => (signOf(value) === 0 ? '0' : name === 'gamma' ? significantText(value, 3, 'halfEven') : amountText(value, name === 'delta' ? 4 : 2));

/** Delta, gamma, vega, theta. */
export function GreekCells({ of }: Readonly<{ of: GreeksView | null }>) {
  return (['delta', 'gamma', 'vega', 'theta'] as const).map((name) => <td key={name} title={of === null ? 'On its strike at expiry, where it has none' : exactText(of[name])}>{of === null ? NONE : shown(name, of[name])}</td>);
}
