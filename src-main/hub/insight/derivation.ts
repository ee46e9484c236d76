import { derivationOf } from '#shared/engine/derivation/derivationOf.ts';
import type { DerivationNode, Source } from '#shared/engine/derivation/node.ts';
import type { DerivationView, SourceView, StepView } from '#shared/ipc/derivationView.ts';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import { isWhatIf } from '#shared/ipc/whatIf.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AccountFacts } from '../accountHost.ts';
import { derivationFile } from './derivationFile.ts';

/**
 * How a figure of the account follows from its inputs, as it stands now.
 *
 * @throws RangeError when the account has no such figure
 */
export function derivationView(host: AccountFacts, figure: FigureRef, at: EpochMs): DerivationView {
  const derivation = derivationOf(host.engine(), figure);
  if (derivation === null) throw new RangeError('The account has no such figure any more.');
  const { value, certainty, agrees, parameterSet, tree } = derivation;
  const stepOf = ({ name, op, value: own, unit, source, parts }: DerivationNode): StepView =>
    ({ name, op, value: own, unit: unit ?? null, source: source === undefined ? null : sourceView(source, host), parts: parts.map(stepOf) });
  return {
    asOf: at, parameterSetId: parameterSet, figure: { value, bound: certainty === 'exact' ? null : certainty },
    tree: agrees ? stepOf(tree) : null,
    file: derivationFile(derivation, at, isWhatIf(host.accountId)),
  };
}

function sourceView(source: Source, { board }: AccountFacts): SourceView {
  switch (source.kind) {
    case 'price': {
      // How old it is says enough here: it is not judged.
      const { at } = board.view(source.key, { now: 0, staleMs: Infinity, connected: true });
      return { kind: 'price', words: source.key.replace(':', ' of '), at, from: board.sourceOf(source.key) };
    }
    case 'position': return { kind: 'book', words: `${words(source.field)} of the position` };
    case 'order': return { kind: 'book', words: `${words(source.field)} of order ${source.order} on ${source.symbol}` };
    case 'collateral': return { kind: 'book', words: [source.field, ...tierOf(source), `collateral line ${source.line + 1}`].join(', ') };
    case 'beta': return { kind: 'book', words: `beta of ${source.asset}` };
    case 'parameter': return { kind: 'rules', words: `${[words(source.field), ...tierOf(source), ...named(source.symbol ?? source.asset)].join(', ')} · ${source.parameterSet}` };
  }
}

/** "entry price" from "entryPrice". */
const words = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const tierOf = ({ tier }: Readonly<{ tier?: number }>): readonly string[] => (tier === undefined ? [] : [`tier ${tier}`]);
const named = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);
