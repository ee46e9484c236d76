import type { GapView, PoolContributionView, SolvencyView } from '#shared/ipc/contributionView.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Unknown } from '../../../ui/Amount.tsx';
import { Move } from '../../../ui/Distance.tsx';
import { distanceText, exactText, percentText, signOf } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { BoundedAmount } from '../Bounded.tsx';
import { Line } from './Efficiency.tsx';

type SolvencyProps = Readonly<{ pool: PoolContributionView; unit: string; named: boolean; move: DecimalText }>;

/** From liquidation to owing: the joint moves, and what is left or lacking after the one that was chosen. */
export function Solvency({ pool: { name, solvency }, unit, named, move }: SolvencyProps) {
  const { liquidation, bankruptcy, backstop, gap } = solvency;
  return (
    <section aria-label={named ? `Solvency of ${displayText(name, 60)}` : 'Solvency'} data-testid="solvency">
      <h3>
        Solvency {named && <span className="faint">{displayText(name, 60)}</span>}
      </h3>
      <dl className="lines">
        <Line name="Liquidated at" title="The joint move at which adjusted equity equals the maintenance margin">
          <Move view={liquidation} testId="liquidation-move" />
        </Line>
        {backstop !== null && (
          <Line name="Taken over at" title={`The venue takes the account over where adjusted equity is ${percentText(backstop.share, 1)} of the maintenance margin`}>
            <Move view={backstop.move} testId="backstop-move" />
          </Line>
        )}
        <Line name="Bankrupt at" title="The joint move at which equity is used up">
          <Move view={bankruptcy} testId="bankruptcy-move" />
        </Line>
        <Line name="Between the two" title="How much further the market moves from liquidation to bankruptcy: room to close in">
          <Cushion cushion={solvency.cushion} ends={[liquidation, bankruptcy]} />
        </Line>
      </dl>
      <h3 className="second">After {distanceText(move, 0)}</h3>
      <Gap gap={gap} unit={unit} />
    </section>
  );
}

function Cushion({ cushion: { down, up }, ends }: Readonly<{ cushion: SolvencyView['cushion']; ends: readonly SolvencyView['liquidation'][] }>) {
  const unknown = ends.find((end) => end.status === 'unknown');
  if (unknown !== undefined) return <Unknown reason={`needs ${unknown.missing}`} testId="cushion" />;
  if (down === null && up === null) return <span className="faint" title="There is no such pair of moves">none</span>;
  const text = (value: DecimalText | null, way: string): string => (value === null ? '' : `${way} ${percentText(value, 1, 'floor')}`);
  return (
    <span className="figure" data-testid="cushion" title={[down, up].flatMap((value) => (value === null ? [] : [exactText(value)])).join(' and ')}>
      {[text(down, 'down'), text(up, 'up')].filter((words) => words !== '').join(', ')}
    </span>
  );
}

function Gap({ gap, unit }: Readonly<{ gap: GapView; unit: string }>) {
  if (gap.status === 'unknown') return <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(gap.missing.split(', ')))}.</p>;
  const amount = { decimals: moneyDecimals(unit), unit, missing: 'an input of the pool is missing' };
  const owes = gap.deficit.value !== null && signOf(gap.deficit.value) > 0;
  return (
    <dl className="lines">
      <Line name="Equity">
        <BoundedAmount figure={gap.equity} {...amount} mode="floor" testId="gap-equity" />
      </Line>
      <Line name="Maintenance margin">
        <BoundedAmount figure={gap.maintenanceMargin} {...amount} mode="ceil" />
      </Line>
      <Line name="Buffer" title="Adjusted equity less maintenance margin">
        <BoundedAmount figure={gap.buffer} {...amount} mode="floor" testId="gap-buffer" />
      </Line>
      <Line name="Deficit" strong title="What is lost beyond all collateral">
        {owes || gap.deficit.value === null ? (
          <span className={owes ? 'loss' : undefined}>
            <BoundedAmount figure={gap.deficit} {...amount} mode="ceil" signed testId="deficit" />
          </span>
        ) : (
          <span className="faint" data-testid="deficit">none</span>
        )}
      </Line>
    </dl>
  );
}
