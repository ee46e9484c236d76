import { derivationDocument } from '#shared/document/derivationDocument.ts';
import type { Derivation } from '#shared/engine/derivation/figureRef.ts';
import type { DerivationView } from '#shared/ipc/derivationView.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** The derivation as a document: anybody can evaluate the tree from its leaves and get the figure. */
export function derivationFile(derivation: Derivation, at: EpochMs): DerivationView['file'] {
  const time = new Date(at).toISOString();
  return {
    fileName: `plimsoll-${derivation.figure.figure.replaceAll(/[^a-zA-Z]+/g, '-')}-${time.slice(0, 19).replaceAll(':', '')}.json`, mimeType: 'application/json',
    text: `${JSON.stringify(derivationDocument(derivation, at), null, 2)}\n`,
  };
}
