import type { FiguresMetView, PresetView } from '#shared/ipc/scenarioMarginView.ts';
import { pathWords } from '../../../../state/presets/words.ts';
import { openText } from '../../../../ui/format.ts';
import { displayText } from '../../../../ui/text.ts';

/** Where a model is from, what it reproduces, and which of its fields are assumed, with the reason of each. */
export function PresetFacts({ preset: { source, validFrom, confidence, unsure, reproduces, own } }: Readonly<{ preset: PresetView }>) {
  return (
    <div className="pm-facts" data-testid="pm-facts">
      <p>
        {own === null
          ? <span className="faint">Valid from {validFrom} · {confidence} · {displayText(source, 240)}</span>
          : <span><b>Own</b>{own.from === null ? ', written by hand' : <>, from {displayText(own.from.name, 80)} of {own.from.validFrom}</>}<span className="faint"> · saved {validFrom} · {differsWords(own)}</span></span>}
      </p>
      <p data-testid="pm-badge">{reproduces === null ? <span className="faint">Reproduces no published figure: its parameters are yours.</span> : <Badge {...reproduces} />}</p>
      {unsure.length > 0 && (
        <details className="pm-unsure" data-testid="pm-unsure">
          <summary>{unsure.length === 1 ? 'One field is' : `${unsure.length} fields are`} assumed or unsure</summary>
          <ul>{unsure.map(({ field, why }) => <li key={field}><b>{displayText(pathWords(field), 80)}:</b> {displayText(why, 500)}.</li>)}</ul>
        </details>
      )}
    </div>
  );
}

function differsWords({ from, differs }: NonNullable<PresetView['own']>): string {
  if (from === null) return 'no model to compare it with';
  return differs.length === 0 ? 'no field differs' : `differs in ${displayText(differs.map(pathWords).join('; '), 400)}`;
}

function Badge({ itself, rules }: NonNullable<PresetView['reproduces']>) {
  const byRules = rules.ofPublished + rules.ofComputed > 0;
  return (
    <>
      <span className={itself.published > 0 ? 'pm-badge' : 'pm-badge none'} title="Counted from the reference cases of the program, with the parameters of this model">Reproduces {metOf(itself.published, itself.ofPublished)} published figures</span>
      {itself.ofComputed > 0 && <span className="faint"> and {metOf(itself.computed, itself.ofComputed)} computed from its rules</span>}
      {byRules && <span className="faint" title="The same rules with the parameters that the cases give"> · with the parameters of tests its rules reproduce {rulesWords(rules)}</span>}
    </>
  );
}

const count = (value: number): string => openText(String(value), 0);
const metOf = (met: number, of: number): string => (met === of ? count(met) : `${count(met)} of ${count(of)}`);

function rulesWords({ published, ofPublished, computed, ofComputed }: FiguresMetView): string {
  return [...(ofPublished > 0 ? [`${metOf(published, ofPublished)} published figures`] : []), ...(ofComputed > 0 ? [`${metOf(computed, ofComputed)} computed ones`] : [])].join(' and ');
}
