import type { Fault } from '#shared/domain/failure.ts';
import { displayText } from '../../ui/text.ts';

/** Why a document that was pasted is not taken. */
export function PasteFaults({ message, faults }: Readonly<{ message: string; faults: readonly Fault[] }>) {
  return (
    <>
      {message !== '' && <p className="insight-fault" role="alert">{displayText(message, 300)}</p>}
      {faults.length > 0 && <ul className="faults">{faults.map(({ path, message: what }) => <li key={`${path} ${what}`}><code>{displayText(path, 120)}</code> {displayText(what, 400)}</li>)}</ul>}
    </>
  );
}
