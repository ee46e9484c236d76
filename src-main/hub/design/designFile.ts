import { parseProfile } from '#shared/document/parseProfile.ts';
import { isoTime, parameterSetDocument } from '#shared/document/portfolioDocument.ts';
import type { Portfolio } from '#shared/domain/account.ts';
import type { Failure } from '#shared/domain/failure.ts';
import { isExpired } from '#shared/domain/instrument.ts';
import type { DesignSpec } from '#shared/ipc/design.ts';
import type { DesignFile } from '#shared/ipc/designView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { changesSet, designed } from './designed.ts';
import { readDesign } from './readDesign.ts';

/** So much of the id of the set that it is from is in the id of a set of one's own. */
const ID_LIMIT = 60;
/** What an id of our own was made from. */
const OWN_ID = /^own-(.+)-\d{8}T\d{9}Z$/;

/**
 * A design as a venue profile of one parameter set, valid from now, with the contracts of the account under it: a document that
 * the terminal reads. The set that it is from is not changed.
 *
 * @returns what cannot be read of the design, or what the document may not hold
 */
export function designFile(portfolio: Portfolio, spec: DesignSpec, at: EpochMs): Result<DesignFile, Failure> {
  const design = readDesign(spec, portfolio);
  if (!design.ok) return err({ code: 'design/refused', faults: design.error, retryable: false });
  if (!changesSet(design.value)) return err({ code: 'design/refused', faults: [{ path: 'factors', message: 'Nothing of the set is changed; expected a factor, a weight or a σ.' }], retryable: false });
  const { parameters: before } = portfolio;
  const { parameters, instruments } = designed(portfolio, design.value);
  const id = `own-${(OWN_ID.exec(before.id)?.[1] ?? before.id).slice(0, ID_LIMIT)}-${isoTime(at).replaceAll(/[-:.]/g, '')}`;
  const text = `${JSON.stringify({
    schema: 'plimsoll.profile/1', id, title: `Own, from ${before.id}`.slice(0, 100),
    sets: [{
      parameters: parameterSetDocument({ ...parameters, id, venue: id, validFrom: at, source: `own, from ${before.id}` }),
      instruments: instruments.filter((own) => !isExpired(own, at)).map(({ expiry, ...own }) => ({ ...own, ...(expiry === undefined ? {} : { expiry: isoTime(expiry) }) })),
    }],
  }, null, 2)}\n`;
  const read = parseProfile(text);
  return read.ok ? ok({ fileName: `plimsoll-${id.replaceAll(/[^a-zA-Z0-9-]+/g, '-')}.json`, mimeType: 'application/json', text }) : read;
}
