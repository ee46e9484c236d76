import { useEffect } from 'react';
import type { ComparisonView, ModelView } from '#shared/ipc/comparisonView.ts';
import type { FigureView } from '#shared/ipc/figureView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { modelNotes, whyUnknown } from '../../../state/select/modelNotes.ts';
import { Unknown } from '../../../ui/Amount.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { distanceText, exactText, percentText } from '../../../ui/format.ts';
import { moveFocus } from '../../../ui/moveFocus.ts';
import { displayText } from '../../../ui/text.ts';
import { useTakeFocus } from '../../../ui/useTakeFocus.ts';
import { BoundedAmount, BoundedRatio } from '../Bounded.tsx';
import { VenueRatio } from '../VenueRatio.tsx';

type ModelTableProps = Readonly<{ view: ComparisonView; instruments: number; chosen: string | null; onChoose: (id: string) => void }>;

/** One line a model, the safest first. */
export function ModelTable({ view: { models, differences, valuationCurrency: unit }, instruments, chosen, onChoose }: ModelTableProps) {
  const reached = models.some(({ id }) => id === chosen) ? chosen : models[0]?.id;
  const box = useTakeFocus<HTMLDivElement>();
  // The table below takes room from this one: what was chosen stays in view.
  useEffect(() => {
    box.current?.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' });
  }, [box, chosen, differences?.id]);
  return (
    <DataTable scrollRef={box} caption="Models, by margin ratio" columns={columnsOf(unit)} className="models">
      {models.map((model) => (
        <tr key={model.id} className={`${model.own ? 'own' : ''} ${model.id === chosen ? 'chosen' : ''}`} data-testid="model-row" data-id={model.id} data-own={model.own}>
          <th scope="row">
            <Venue model={model} chosen={model.id === chosen} reached={model.id === reached} onChoose={onChoose} />
          </th>
          <Figures model={model} unit={unit} />
          <td className="note-cell">
            <Notes model={model} instruments={instruments} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

type VenueProps = Readonly<{ model: ModelView; chosen: boolean; reached: boolean; onChoose: (id: string) => void }>;

function Venue({ model: { id, title, parameterSetId, model, own }, chosen, reached, onChoose }: VenueProps) {
  return (
    <button
      type="button" className="row-button" aria-pressed={chosen} tabIndex={reached ? 0 : -1}
      title={`${displayText(title, 60)}: ${displayText(parameterSetId, 80)}, ${model}`} onClick={() => onChoose(id)} onKeyDown={moveFocus}
    >
      <span className="clip">{displayText(title, 40)}</span>
      <small className="faint">{own ? 'this account' : MODES[model] ?? displayText(model, 20)}</small>
    </button>
  );
}

const MODES: Readonly<Record<string, string>> = { 'tiered-cross': 'multi-asset', 'single-currency': 'one currency' };

function columnsOf(unit: string): readonly Column[] {
  return [
    { key: 'venue', label: 'Venue and mode', title: 'Multi-asset: one pool of weighted collateral. One currency: a pool per settle currency in which only that currency counts.' },
    { key: 'ratio', label: 'Margin ratio', title: 'Maintenance margin as a part of adjusted equity; 100 % liquidates. Of the pool nearest to liquidation.' },
    { key: 'venueRatio', label: 'Venue prints', title: "The venue's own ratio, by its own name" },
    { key: 'label', label: 'as', title: 'What the venue calls it; the arrow points to the safer way' },
    { key: 'maintenance', label: 'Maintenance', title: `Maintenance margin, in ${unit}` },
    { key: 'initial', label: 'Initial', title: `Initial margin, in ${unit}` },
    { key: 'adjusted', label: 'Adjusted equity', title: `Equity after collateral weights, in ${unit}` },
    { key: 'nearest', label: 'Nearest liquidation', title: 'The underlying whose own move liquidates first, and how far it is' },
    { key: 'survives', label: 'Outlasts', title: 'How many days of the past, your own among them, the account outlasts under this model; S tells them' },
    { key: 'binding', label: 'Largest margin', title: 'The row with the largest share of the maintenance margin' },
    { key: 'notes', label: 'Rests on', title: 'What the venue does not say of this book, and what is used in its place' },
  ];
}

function Figures({ model, unit }: Readonly<{ model: ModelView; unit: string }>) {
  const decimals = moneyDecimals(unit);
  const why = (figure: string): string => whyUnknown(model, figure);
  const { venueRatio: { label, higherIs }, bindingRow } = model;
  return (
    <>
      <td className="lead-figure">
        <BoundedRatio figure={model.marginRatio} missing={why('marginRatio')} testId="model-ratio" />
      </td>
      <td>{model.marginRatio.bound === null ? <VenueRatio ratio={model.venueRatio} missing={why('marginRatio')} /> : <Unknown reason={why('marginRatio')} />}</td>
      <td className="label-cell faint">
        <span title={`${displayText(label, 60)}: higher is ${higherIs}`}>{displayText(label, 30)} {higherIs === 'safer' ? '↑' : '↓'}<span className="hidden-text">, higher is {higherIs}</span></span>
      </td>
      <td>
        <BoundedAmount figure={model.maintenanceMargin} decimals={decimals} unit={unit} missing={why('maintenanceMargin')} testId="model-maintenance" />
      </td>
      <td>
        <BoundedAmount figure={model.initialMargin} decimals={decimals} unit={unit} missing={why('initialMargin')} />
      </td>
      <td>
        <BoundedAmount figure={model.adjustedEquity} decimals={decimals} unit={unit} missing={why('adjustedEquity')} />
      </td>
      <td>
        <Nearest model={model} />
      </td>
      <td>
        <Survival model={model} />
      </td>
      <td className="soft">{bindingRow === null ? <NoRow figure={model.maintenanceMargin} missing={why('maintenanceMargin')} /> : <span title={`${percentText(bindingRow.share, 1)} of the maintenance margin${model.pool === null ? '' : ` of the pool ${displayText(model.pool, 60)}`}`}>{displayText(bindingRow.name, 24)}</span>}</td>
    </>
  );
}

/** Without the whole requirement no row is known to ask for most of it. */
function NoRow({ figure: { value, bound }, missing }: Readonly<{ figure: FigureView; missing: string }>) {
  return value === null || bound !== null ? <Unknown reason={missing} /> : <span className="faint">none</span>;
}

function Nearest({ model: { nearest } }: Readonly<{ model: ModelView }>) {
  if (nearest.status === 'unknown') return <Unknown reason={`needs ${displayText(nearest.missing)}`} />;
  if (nearest.status === 'none') return <span className="faint" title="No move of one asset alone liquidates the account">none</span>;
  return (
    <span className="figure" title={`${exactText(nearest.fraction)} of the price of ${displayText(nearest.asset)}`}>
      <span className="soft">{displayText(nearest.asset, 10)}</span> {distanceText(nearest.fraction)}
    </span>
  );
}

function Survival({ model: { survives } }: Readonly<{ model: ModelView }>) {
  const known = survives.filter(({ survived }) => survived !== null);
  if (known.length < survives.length) return <Unknown reason="an input that liquidation depends on is missing" />;
  const words = survives.map(({ name, survived }) => `${name}: ${survived === true ? 'outlasted' : 'liquidated'}`).join('\n');
  return <span className="figure" title={words} data-testid="survives">{known.filter(({ survived }) => survived).length} of {survives.length}</span>;
}

function Notes({ model, instruments }: Readonly<{ model: ModelView; instruments: number }>) {
  const notes = modelNotes(model, instruments);
  const pool = model.pool === null ? [] : [`figures of the pool ${model.pool}`];
  const words = displayText(notes.map(({ short }) => short).join('; '));
  const symbols = [...new Set([...model.ownSchedules, ...model.notTaken])].map((symbol) => displayText(symbol, 40)).join(', ');
  const title = displayText([...notes.map(({ long }) => long), ...pool].join('; '));
  return <span className={`clip ${notes.length === 0 ? 'faint' : ''}`} title={symbols === '' ? title : `${title} (${symbols})`}>{words === '' ? 'its own tiers and weights' : words}</span>;
}
