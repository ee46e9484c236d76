import { accountHandlers } from './handlers/account.ts';
import { closesHandlers } from './handlers/closes.ts';
import { drillHandlers } from './handlers/drill.ts';
import { episodeHandlers } from './handlers/episodes.ts';
import { feedHandlers } from './handlers/feed.ts';
import { insightHandlers } from './handlers/insight.ts';
import { portfolioHandlers } from './handlers/portfolio.ts';
import { presetHandlers } from './handlers/presets.ts';
import { priceHandlers } from './handlers/price.ts';
import { riskHandlers } from './handlers/risk.ts';
import { terminalHandlers } from './handlers/terminal.ts';
import { warningHandlers } from './handlers/warning.ts';
import { whatIfHandlers } from './handlers/whatIf.ts';
import type { Handlers } from './port.ts';
import type { Workbench } from './workbench.ts';

/** One function for every call of the contract. */
export function createHandlers(bench: Workbench): Handlers {
  return { ...accountHandlers(bench), ...portfolioHandlers(bench), ...insightHandlers(bench), ...riskHandlers(bench), ...episodeHandlers(bench), ...presetHandlers(bench), ...priceHandlers(bench), ...closesHandlers(bench), ...drillHandlers(bench), ...feedHandlers(bench), ...terminalHandlers(bench), ...whatIfHandlers(bench), ...warningHandlers(bench) };
}
