import { memo, useState } from 'react';
import type { AccountView } from '#shared/ipc/view.ts';
import { useAccount } from '../../state/screen.ts';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { CollateralRow } from './CollateralRow.tsx';
import { EquityParts } from './EquityParts.tsx';
import './collateral.css';

/** What backs the account, what its weights take away, and how it adds up to equity. */
export const Collateral = memo(function Collateral() {
  const account = useAccount((view) => view);
  const [last, setLast] = useState<string | null>(null);
  if (account === null) return null;
  const reached = account.collateral.some(({ asset }) => asset === last) ? last : account.collateral[0]?.asset;
  const { collateral, valuationCurrency: unit, parameterSetId } = account;
  return (
    <Panel title="Collateral" count={collateral.length} note={`weights from ${parameterSetId}`} className="collateral">
      {collateral.length === 0 ? (
        <Empty>No collateral: equity is profit and loss alone.</Empty>
      ) : (
        <DataTable caption="Collateral" columns={columnsOf(unit)}>
          {collateral.map(({ asset }, line) => (
            <CollateralRow key={asset} asset={asset} line={line} unit={unit} reached={asset === reached} onReach={setLast} {...decimalsOf(account)} />
          ))}
        </DataTable>
      )}
      <EquityParts account={account} />
    </Panel>
  );
});

function decimalsOf({ collateral }: AccountView): Readonly<{ priceDecimals: number; amountDecimals: number }> {
  return { priceDecimals: Math.max(...collateral.map((row) => row.priceDecimals)), amountDecimals: Math.max(...collateral.map((row) => row.amountDecimals)) };
}

function columnsOf(unit: string): readonly Column[] {
  return [
    { key: 'asset', label: 'Asset', chars: 6 },
    { key: 'amount', label: 'Amount', chars: 10, title: 'Units held; below zero is a debt' },
    { key: 'index', label: 'Index', chars: 14, priced: true, title: `Index price in ${unit}, and its age. Press a price to type one in by hand.` },
    { key: 'value', label: 'Value', chars: 10, title: `Amount at index, in ${unit}` },
    { key: 'weight', label: 'Weight', chars: 7, title: 'The part of its value that counts as margin' },
    { key: 'haircut', label: 'Haircut', chars: 9, title: `What the weight takes away, in ${unit}` },
    { key: 'adjusted', label: 'Counts as', chars: 10, title: `Value after the weight, in ${unit}: part of adjusted equity` },
    { key: 'liquidation', label: 'Liquidation', chars: 10, title: 'The index at which the account is liquidated when everything of this asset moves with it' },
  ];
}
