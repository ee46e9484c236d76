import { z } from 'zod';
import { MARKET_METHODS } from '../domain/dailyClose.ts';
import type { Failure } from '../domain/failure.ts';
import type { EpochMs } from '../num/units.ts';
import type { Result } from '../util/result.ts';
import type { ClosesImportView } from './closesView.ts';
import type { ComparisonView } from './comparisonView.ts';
import type { ContributionView } from './contributionView.ts';
import { designSpec } from './designSchema.ts';
import type { DesignFile, DesignView } from './designView.ts';
import type { DerivationView } from './derivationView.ts';
import type { EpisodeView } from './episodeView.ts';
import type { ExplainView } from './explainView.ts';
import { figureRef } from './figureRef.ts';
import { DOCUMENT_LIMIT, DRILL_PERCENT, HOST_NAME, HOSTS_LIMIT, KEPT, ODDS_PATHS, PRICE_BAND, ROLL_DAYS, SHOCK_PERCENT } from './limits.ts';
import type { OverviewView } from './overviewView.ts';
import type { PortfolioText, SavedPortfolio, VenueChoice } from './portfolioEdit.ts';
import type { Answer } from './figureView.ts';
import type { QuoteView } from './quoteView.ts';
import type { ScenarioMarginView } from './scenarioMarginView.ts';
import type { HedgesView, HistoricalRiskView, OddsView, RiskView, SimulatedRiskView, StressView } from './riskView.ts';
import type { Rule, RuleVerdict } from './rule.ts';
import { ruleSchema } from './ruleSchema.ts';
import { asker, marketSpec, sleepSpec, supposeSpec } from './stressSpec.ts';
import type { AccountView, TerminalView } from './view.ts';
import { ownGroups } from './strategyGroups.ts';
import type { Settings } from './settings.ts';
import { SNOOZE, WEBHOOK_LIMIT } from './warnings.ts';
import { warningSettings } from './warningSettings.ts';
import { scenarioName, whatIfSpec } from './whatIfSchema.ts';
import type { ScenarioView, WhatIfView } from './whatIfView.ts';

const accountId = z.string().min(1).max(100);
const priceKind = z.enum(['mark', 'index']);
const snoozeMinutes = z.number().int().min(0).max(SNOOZE.most);
const priceKey = z.string().min(1).max(100);
const presetId = z.string().min(1).max(120);

/** One line per call, read by both sides: its arguments. Replies are in `Replies`. */
export const calls = {
  /** The first thing a window asks, and again after a gap in `seq`. */
  'terminal/state': z.tuple([]),
  /** What helps whoever looks for a fault, line by line; nothing of it is about money. */
  'terminal/diagnostics': z.tuple([]),
  'account/view': z.tuple([z.strictObject({ accountId })]),
  /** One book under every venue's model; `chosen` is the model whose differences are told line by line. */
  'account/compare': z.tuple([z.strictObject({ accountId, chosen: z.string().min(1).max(200).nullable(), asker })]),
  /** Who saves whom when all assets move together by so many percent, each by its beta. */
  'account/matrix': z.tuple([z.strictObject({ accountId, shockPercent: z.number().int().min(SHOCK_PERCENT.least).max(SHOCK_PERCENT.most), asker })]),
  /** The likeliest way the account dies, days of the past, rules that turn worse, and hedges that are taken away. */
  'account/stress': z.tuple([z.strictObject({ accountId, suppose: supposeSpec, asker })]),
  /** Exposure by underlying, component risk, and losses at a confidence. */
  'account/risk': z.tuple([z.strictObject({ accountId })]),
  /** Why the account is worth more or less than at its baseline. */
  'account/explain': z.tuple([z.strictObject({ accountId })]),
  /** Takes the account as it is now for its baseline. */
  'account/explainAnew': z.tuple([z.strictObject({ accountId })]),
  /** Losses of a day by simulation, every row valued anew. */
  'account/simulatedRisk': z.tuple([z.strictObject({ accountId, asker })]),
  /** Losses of the book of now on the days of which closes are stored. */
  'account/historicalRisk': z.tuple([z.strictObject({ accountId, asker })]),
  /** Trades that lower risk, each with the account after it. */
  'account/hedges': z.tuple([z.strictObject({ accountId, asker })]),
  /** The book under a scenario model (portfolio margin); `preset` null for the first, `days` from now at the prices of now. */
  'account/scenarioMargin': z.tuple([z.strictObject({ accountId, preset: presetId.nullable(), days: z.number().min(ROLL_DAYS.least).max(ROLL_DAYS.most), asker })]),
  /** Chances of liquidation within an hour, a day and a week, and while nobody watches, by simulation in a thread of its own. */
  'account/odds': z.tuple([z.strictObject({ accountId, paths: z.number().int().min(ODDS_PATHS.least).max(ODDS_PATHS.most), market: marketSpec, sleep: sleepSpec.nullable(), asker })]),
  /** How far what an asker waits for is; null when it waits for nothing. */
  'risk/progress': z.tuple([z.strictObject({ asker })]),
  /** Gives up what an asker waits for. */
  'risk/cancel': z.tuple([z.strictObject({ asker })]),
  /** Days of the past of the user's own, beside those that ship. */
  'episode/list': z.tuple([]),
  'episode/import': z.tuple([z.strictObject({ text: z.string().max(DOCUMENT_LIMIT) })]),
  'episode/remove': z.tuple([z.strictObject({ name: z.string().min(1).max(100) })]),
  /** A scenario model as a document to be edited; of one that ships, a copy. */
  'preset/document': z.tuple([z.strictObject({ id: presetId })]),
  /** Keeps a scenario model of the user's own, in the place of the one of this id, or with null as a new one. */
  'preset/save': z.tuple([z.strictObject({ id: presetId.nullable(), text: z.string().max(DOCUMENT_LIMIT) })]),
  'preset/import': z.tuple([z.strictObject({ text: z.string().max(DOCUMENT_LIMIT) })]),
  'preset/remove': z.tuple([z.strictObject({ id: presetId })]),
  /** What each rate covers, what rules that move would ask, and the account under rates, weights and σ of one's own. */
  'account/design': z.tuple([z.strictObject({ accountId, spec: designSpec })]),
  /** The same as a parameter set in a document. Nothing is kept. */
  'design/export': z.tuple([z.strictObject({ accountId, spec: designSpec })]),
  /** Puts the strategies of an underlying together by hand, in the place of those before; none: automatically again. Margin and totals stay. */
  'strategies/group': z.tuple([z.strictObject({ accountId, asset: z.string().min(1).max(100), groups: ownGroups })]),
  /** How one figure follows from what was told and what the venue rules. */
  'account/derivation': z.tuple([z.strictObject({ accountId, figure: figureRef })]),
  /** What the venue says of an instrument that the account holds, beside the mark. */
  'account/quote': z.tuple([z.strictObject({ accountId, symbol: priceKey })]),
  /** Every account by severity; with a move in percent, who is liquidated on the way. `currency` null: the one of most accounts. */
  'accounts/overview': z.tuple([z.strictObject({ shockPercent: z.number().int().min(SHOCK_PERCENT.least).max(SHOCK_PERCENT.most).nullable(), currency: z.string().min(1).max(100).nullable() })]),
  /** Forks an account, beside the live one: nothing of it is stored or watched. */
  'whatIf/open': z.tuple([z.strictObject({ accountId })]),
  /** Makes these changes to the forked book, in the place of those before. `fitting` leaves out what does not fit, and says so. */
  'whatIf/change': z.tuple([z.strictObject({ forkId: accountId, spec: whatIfSpec, fitting: z.boolean() })]),
  /** Takes book and prices anew from the live account, and makes the changes again. */
  'whatIf/refresh': z.tuple([z.strictObject({ forkId: accountId, spec: whatIfSpec })]),
  'whatIf/close': z.tuple([z.strictObject({ forkId: accountId })]),
  'scenario/list': z.tuple([]),
  'scenario/save': z.tuple([z.strictObject({ name: scenarioName, spec: whatIfSpec })]),
  'scenario/remove': z.tuple([z.strictObject({ name: scenarioName })]),
  'scenario/import': z.tuple([z.strictObject({ text: z.string().max(DOCUMENT_LIMIT) })]),
  'account/select': z.tuple([z.strictObject({ accountId })]),
  'account/remove': z.tuple([z.strictObject({ accountId })]),
  /** Opens a portfolio document, or keeps a venue profile; an account of the same name is replaced by it. */
  'portfolio/import': z.tuple([z.strictObject({ text: z.string().max(DOCUMENT_LIMIT) })]),
  /** Venues with their margin models, to choose from for a new account. */
  'portfolio/venues': z.tuple([]),
  /** The document of an account, to be edited: without prices that move by themselves. */
  'portfolio/document': z.tuple([z.strictObject({ accountId })]),
  /** What is wrong with a document that would be saved into an account, or what should be known about it. Nothing is kept. */
  'portfolio/check': z.tuple([z.strictObject({ accountId: accountId.nullable(), text: z.string().max(DOCUMENT_LIMIT) })]),
  /** Writes a document into an account, which may be renamed, or with null into a new one. Prices that it does not name stay as they are. */
  'portfolio/save': z.tuple([z.strictObject({ accountId: accountId.nullable(), text: z.string().max(DOCUMENT_LIMIT) })]),
  /** Goes back to what the account was before it was last saved or replaced; a second time takes that back. */
  'portfolio/undo': z.tuple([z.strictObject({ accountId })]),
  /** A mark or index typed in by hand: wins until released. */
  'price/set': z.tuple([z.strictObject({ accountId, kind: priceKind, key: priceKey, value: z.string().min(1).max(60) })]),
  /** A file of prices, as documents write them: each that the account uses wins like one typed in by hand. */
  'price/import': z.tuple([z.strictObject({ accountId, text: z.string().max(DOCUMENT_LIMIT) })]),
  /** Every price of the account that was typed in or imported is released. */
  /** A file of daily closes, CSV or JSON; `currency` is what prices are in that do not say so. Nothing is taken when any row is bad. */
  'price/importDays': z.tuple([z.strictObject({ text: z.string().max(DOCUMENT_LIMIT), currency: z.string().min(1).max(100) })]),
  'price/releaseAll': z.tuple([z.strictObject({ accountId })]),
  /** Moves prices for practice until it is ended: of one asset, or of all by their betas. */
  'drill/start': z.tuple([z.strictObject({ accountId, percent: z.number().int().min(DRILL_PERCENT.least).max(DRILL_PERCENT.most), asset: z.string().min(1).max(100).nullable() })]),
  'drill/end': z.tuple([z.strictObject({ accountId })]),
  'price/release': z.tuple([z.strictObject({ accountId, kind: priceKind, key: priceKey })]),
  /** Turns the live feed of the account's venue on or off; nothing beyond loopback is contacted before. */
  'feed/setLive': z.tuple([z.strictObject({ accountId, live: z.boolean() })]),
  'feed/reconnect': z.tuple([]),
  /** Replaces the list of hosts that may be contacted: host names, no addresses. */
  'network/setHosts': z.tuple([z.strictObject({ hosts: z.array(z.string().regex(HOST_NAME, 'a host name such as stream.bybit.com').max(253)).max(HOSTS_LIMIT) })]),
  /** A window has painted what a tick led to: `tickAt` as the push named it. */
  'screen/painted': z.tuple([z.strictObject({ tickAt: z.number().nonnegative() })]),
  /** What a window arranged, by name, from one start to the next: layout, columns. The terminal does not read it. */
  'screen/kept': z.tuple([]),
  /** `text` null forgets it. */
  'screen/keep': z.tuple([z.strictObject({ name: z.string().regex(KEPT.name), text: z.string().max(KEPT.characters).nullable() })]),
  'terminal/setOffline': z.tuple([z.strictObject({ offline: z.boolean() })]),
  'alert/acknowledge': z.tuple([z.strictObject({ alertId: z.number().int().positive() })]),
  /** Puts an open alert off for so many minutes, 0 ends that. What is critical or worse is put off for a quarter of an hour at most. */
  'alert/snooze': z.tuple([z.strictObject({ alertId: z.number().int().positive(), minutes: snoozeMinutes })]),
  /** The same, for all that the account has and gets up to the worst stage that it has an alert of. */
  'alert/snoozeAccount': z.tuple([z.strictObject({ accountId, minutes: snoozeMinutes })]),
  'rule/list': z.tuple([]),
  /** Keeps a rule, in the place of the one of its id. Its open alerts are cleared: it starts anew. */
  'rule/save': z.tuple([z.strictObject({ rule: ruleSchema })]),
  'rule/remove': z.tuple([z.strictObject({ id: accountId })]),
  /** What a rule says of each account now. Nothing is kept or raised. */
  'rule/test': z.tuple([z.strictObject({ rule: ruleSchema })]),
  /** How alerts are told. */
  'warnings/set': z.tuple([warningSettings]),
  /** Where alerts are sent; empty forgets it. */
  'webhook/set': z.tuple([z.strictObject({ address: z.string().max(WEBHOOK_LIMIT) })]),
  'webhook/test': z.tuple([]),
  'settings/set': z.tuple([z.strictObject({ theme: z.enum(['system', 'light', 'dark']).optional(), privacy: z.boolean().optional(), priceBandPercent: z.number().min(PRICE_BAND.least).max(PRICE_BAND.most).optional(), marketMethod: z.enum(MARKET_METHODS).optional() })]),
  'snapshot/export': z.tuple([z.strictObject({ accountId, format: z.enum(['json', 'csv']), redact: z.boolean() })]),
} as const;

export type Call = keyof typeof calls;
export type Args<C extends Call> = z.infer<(typeof calls)[C]>;

export type Replies = {
  'terminal/state': Readonly<{ terminal: TerminalView; accounts: readonly AccountView[] }>;
  'account/view': Result<AccountView, Failure>;
  'account/compare': Result<ComparisonView, Failure>;
  'account/matrix': Result<ContributionView, Failure>;
  'account/derivation': Result<DerivationView, Failure>;
  'account/stress': Result<StressView, Failure>;
  'account/risk': Result<RiskView, Failure>;
  'account/explain': Result<ExplainView, Failure>;
  'account/explainAnew': Result<null, Failure>;
  'account/simulatedRisk': Result<Answer<SimulatedRiskView>, Failure>;
  'account/historicalRisk': Result<Answer<HistoricalRiskView>, Failure>;
  'account/hedges': Result<HedgesView, Failure>;
  'account/scenarioMargin': Result<ScenarioMarginView, Failure>;
  'account/design': Result<DesignView, Failure>;
  'design/export': Result<DesignFile, Failure>;
  'episode/list': Result<readonly EpisodeView[], Failure>;
  /** Under another name where its own is taken by another one: nothing is written over. `episodes`: all of them, after it. */
  'episode/import': Result<Readonly<{ name: string; episodes: readonly EpisodeView[] }>, Failure>;
  /** All of them, after it. */
  'episode/remove': Result<readonly EpisodeView[], Failure>;
  'preset/document': Result<Readonly<{ text: string }>, Failure>;
  'preset/save': Result<Readonly<{ id: string }>, Failure>;
  /** Under another name where its own is taken: nothing is written over. */
  'preset/import': Result<Readonly<{ id: string; name: string }>, Failure>;
  'preset/remove': Result<null, Failure>;
  'strategies/group': Result<null, Failure>;
  'account/odds': Result<Answer<OddsView>, Failure>;
  'risk/progress': Result<Readonly<{ share: number | null }>, Failure>;
  'risk/cancel': Result<null, Failure>;
  'account/quote': Result<QuoteView, Failure>;
  'accounts/overview': Result<OverviewView, Failure>;
  'whatIf/open': Result<WhatIfView, Failure>;
  'whatIf/change': Result<WhatIfView, Failure>;
  'whatIf/refresh': Result<WhatIfView, Failure>;
  'whatIf/close': Result<null, Failure>;
  'terminal/diagnostics': Result<readonly string[], Failure>;
  'scenario/list': Result<readonly ScenarioView[], Failure>;
  /** All of them, after it. */
  'scenario/save': Result<readonly ScenarioView[], Failure>;
  'scenario/remove': Result<readonly ScenarioView[], Failure>;
  /** Under another name where its own is taken by another scenario: nothing is written over. */
  'scenario/import': Result<Readonly<{ name: string; scenarios: readonly ScenarioView[] }>, Failure>;
  'account/select': Result<null, Failure>;
  'account/remove': Result<null, Failure>;
  /** `accountId` is null for a venue profile: no account was opened. */
  'portfolio/import': Result<Readonly<{ accountId: string | null; name: string; replaced: boolean; notes: readonly string[] }>, Failure>;
  'portfolio/venues': Result<readonly VenueChoice[], Failure>;
  'portfolio/document': Result<PortfolioText, Failure>;
  'portfolio/check': Result<Readonly<{ notes: readonly string[] }>, Failure>;
  'portfolio/save': Result<SavedPortfolio, Failure>;
  'portfolio/undo': Result<SavedPortfolio, Failure>;
  'price/set': Result<null, Failure>;
  'price/import': Result<Readonly<{ used: readonly string[]; unused: readonly string[] }>, Failure>;
  'price/importDays': Result<ClosesImportView, Failure>;
  'price/releaseAll': Result<Readonly<{ released: number }>, Failure>;
  'drill/start': Result<null, Failure>;
  'drill/end': Result<null, Failure>;
  'price/release': Result<null, Failure>;
  'feed/setLive': Result<null, Failure>;
  'feed/reconnect': Result<null, Failure>;
  'network/setHosts': Result<null, Failure>;
  'screen/painted': Result<null, Failure>;
  'screen/kept': Result<Readonly<Record<string, string>>, Failure>;
  'screen/keep': Result<null, Failure>;
  'terminal/setOffline': Result<null, Failure>;
  'alert/acknowledge': Result<null, Failure>;
  'alert/snooze': Result<Readonly<{ until: EpochMs }>, Failure>;
  'alert/snoozeAccount': Result<Readonly<{ until: EpochMs }>, Failure>;
  'rule/list': Result<readonly Rule[], Failure>;
  /** All of them, after it. */
  'rule/save': Result<readonly Rule[], Failure>;
  'rule/remove': Result<readonly Rule[], Failure>;
  'rule/test': Result<readonly RuleVerdict[], Failure>;
  'warnings/set': Result<null, Failure>;
  'webhook/set': Result<null, Failure>;
  'webhook/test': Result<null, Failure>;
  'settings/set': Result<Settings, Failure>;
  'snapshot/export': Result<Readonly<{ fileName: string; mimeType: string; text: string }>, Failure>;
};

/** What the terminal sends unasked. `seq` rises by one with every push to a window; a gap means: ask `terminal/state` again. */
export type Push = Readonly<{ seq: number; now: number; terminal?: TerminalView; account?: AccountView; raised?: readonly number[]; /** Receipt of the oldest tick in it that no earlier push held, on the terminal's own clock. */ tickAt?: number }>;

/** What a face talks to: the same three functions over memory, Electron IPC or a WebSocket. */
export type TerminalPort = Readonly<{
  /** Validates `args` by the schema of the call; a bad shape rejects with an error that names the path. */
  call: <C extends Call>(channel: C, args: unknown) => Promise<Replies[C]>;
  subscribe: (listener: (push: Push) => void) => () => void;
}>;

export function isCall(channel: unknown): channel is Call {
  return typeof channel === 'string' && Object.hasOwn(calls, channel);
}
