import { useId, useMemo } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import { RULE_FIGURES, type RuleCondition } from '#shared/ipc/rule.ts';
import { ABOUT_WORDS, conditionOf, FIGURE_WORDS, UNITS } from '../../../state/rules/edit.ts';
import { useAccount } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { Field, Sentence } from './Field.tsx';

type LineProps = Readonly<{ condition: RuleCondition; path: string; faults: readonly Fault[]; onChange: (next: RuleCondition | null) => void }>;

/** "Distance in %, of BTC, is below 10 %, clears 1 % beyond". */
export function RuleConditionLine({ condition, path, faults, onChange }: LineProps) {
  const id = useId();
  const { of, about, is, level, band } = condition;
  const currency = useAccount((account) => account.valuationCurrency);
  const asks = ABOUT_WORDS[of];
  const unit = UNITS[of] ?? displayText(currency ?? '', 8);
  const change = (own: Partial<RuleCondition>): void => onChange({ ...condition, ...own });
  return (
    <div className="rule-condition" data-testid="rule-condition">
      <div className="rule-line">
        <label htmlFor={`${id}-of`} className="hidden-text">Figure</label>
        <select id={`${id}-of`} className="rule-figure" value={of} onChange={(event) => onChange(conditionOf(RULE_FIGURES.find((figure) => figure === event.target.value) ?? of, about))}>
          {RULE_FIGURES.map((figure) => <option key={figure} value={figure}>{FIGURE_WORDS[figure]}</option>)}
        </select>
        {asks === null ? <span className="rule-about faint">of the account</span> : <Field label="Of" labelHidden className="rule-about" value={about} faults={faults} path={`${path}.about`} placeholder={asks} list={`${id}-names`} onChange={(next) => change({ about: next })} />}
        <label htmlFor={`${id}-is`} className="hidden-text">Side</label>
        <select id={`${id}-is`} value={is} onChange={(event) => change({ is: event.target.value === 'above' ? 'above' : 'below' })}>
          <option value="above">is above</option>
          <option value="below">is below</option>
        </select>
        <Field label="Level" labelHidden numeric value={level} faults={faults} path={`${path}.level`} unit={unit} onChange={(next) => change({ level: next })} />
        <span className="soft">clears</span>
        <Field label="Clears so far beyond the level" labelHidden numeric value={band} faults={faults} path={`${path}.band`} placeholder="0" unit={`${unit === '' ? '' : `${unit} `}beyond`} onChange={(next) => change({ band: next })} />
        <Button icon="close" iconOnly className="ghost" onClick={() => onChange(null)}>Remove this condition</Button>
      </div>
      {asks !== null && <Names id={`${id}-names`} of={of} />}
      <Sentence faults={faults} path={`${path}.about`} />
      <Sentence faults={faults} path={`${path}.level`} />
      <Sentence faults={faults} path={`${path}.band`} />
    </div>
  );
}

/** What the account on the screen holds, to choose from; anything else may be typed. */
function Names({ id, of }: Readonly<{ id: string; of: RuleCondition['of'] }>) {
  const positions = useAccount((account) => account.positions);
  const underlyings = useAccount((account) => account.underlyings);
  const names = useMemo(() => {
    const symbols = of === 'distance' || of === 'sigmas' ? [] : positions?.map(({ symbol }) => symbol) ?? [];
    const assets = of === 'funding' ? [] : underlyings?.map(({ asset }) => asset) ?? [];
    return [...new Set([...assets, ...symbols])];
  }, [positions, underlyings, of]);
  return <datalist id={id}>{names.map((name) => <option key={name} value={name}>{name}</option>)}</datalist>;
}
