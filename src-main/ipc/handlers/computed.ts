import type { Failure } from '#shared/domain/failure.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { Cancelled } from '../../hub/risk/riskThread.ts';

/** What the risk thread answers; what was cancelled is an answer, not a fault. */
export async function computed<T>(view: Promise<T>): Promise<Result<T, Failure>> {
  try {
    return ok(await view);
  } catch (error) {
    if (error instanceof Cancelled) return err({ code: 'risk/cancelled', retryable: true });
    throw error;
  }
}
