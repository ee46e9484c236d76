import { derivationDocument } from '#shared/document/derivationDocument.ts';
import type { Derivation } from '#shared/engine/derivation/figureRef.ts';
import type { DerivationView } from '#shared/ipc/derivationView.ts';
import type { EpochMs } from '#shared/num/units.ts';

/**
 * The derivation as a document: anybody can evaluate the tree from its leaves and get the figure.
 *
 * @param hypothetical the account is a what-if: the file says so in its name and in its first line
 */
export function derivationFile(derivation: Derivation, at: EpochMs, hypothetical: boolean): DerivationView['file'] {
  const time = new Date(at).toISOString();
  return {
    fileName: `${hypothetical ? 'WHAT-IF-' : ''}plimsoll-${derivation.figure.figure.replaceAll(/[^a-zA-Z]+/g, '-')}-${time.slice(0, 19).replaceAll(':', '')}.json`, mimeType: 'application/json',
    text: `${JSON.stringify({ ...(hypothetical ? { hypothetical: true } : {}), ...derivationDocument(derivation, at) }, null, 2)}\n`,
  };
}
