import type { ClosesImportView } from '#shared/ipc/closesView.ts';
import type { ComparisonView } from '#shared/ipc/comparisonView.ts';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { ScenarioMarginView } from '#shared/ipc/scenarioMarginView.ts';
import type { HedgesView, HistoricalRiskView, OddsView, RiskView, SimulatedRiskView, StressView } from '#shared/ipc/riskView.ts';
import type { Args, Call, Replies } from '#shared/ipc/contract.ts';
import type { ContributionView } from '#shared/ipc/contributionView.ts';
import type { DerivationView } from '#shared/ipc/derivationView.ts';
import type { DesignSpec } from '#shared/ipc/design.ts';
import type { DesignFile, DesignView } from '#shared/ipc/designView.ts';
import type { EpisodeView } from '#shared/ipc/episodeView.ts';
import type { ExplainView } from '#shared/ipc/explainView.ts';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import type { Failure, Fault } from '#shared/domain/failure.ts';
import type { OverviewView } from '#shared/ipc/overviewView.ts';
import type { PortfolioText, SavedPortfolio, VenueChoice } from '#shared/ipc/portfolioEdit.ts';
import type { QuoteView } from '#shared/ipc/quoteView.ts';
import type { Rule, RuleVerdict } from '#shared/ipc/rule.ts';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import type { Settings } from '#shared/ipc/settings.ts';
import type { WarningSettings } from '#shared/ipc/warnings.ts';
import type { OwnGroupsView } from '#shared/ipc/strategyGroups.ts';
import type { WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { ScenarioView, WhatIfView } from '#shared/ipc/whatIfView.ts';
import type { Result } from '#shared/util/result.ts';
import { failureText } from './failureText.ts';

/** A market that is supposed, and hours in which nobody watches; `asker` as `progress` names it. */
export type OddsAsked = Omit<Args<'account/odds'>[0], 'accountId'>;

/** A command's end, ready to be shown. */
export type Outcome<T> = Readonly<{ done: true; value: T }> | Readonly<{ done: false; message: string; faults: readonly Fault[] }>;

export type PriceKind = 'mark' | 'index';
export type ExportFormat = 'json' | 'csv';
export type Imported = Readonly<{ accountId: string | null; name: string; replaced: boolean; notes: readonly string[] }>;
export type ExportFile = Readonly<{ fileName: string; mimeType: string; text: string }>;

/** Everything that a panel may ask for. */
export type Commands = Readonly<{
  selectAccount: (accountId: string) => Promise<Outcome<null>>;
  removeAccount: (accountId: string) => Promise<Outcome<null>>;
  importPortfolio: (text: string) => Promise<Outcome<Imported>>;
  venues: () => Promise<Outcome<readonly VenueChoice[]>>;
  portfolioText: (accountId: string) => Promise<Outcome<PortfolioText>>;
  checkPortfolio: (accountId: string | null, text: string) => Promise<Outcome<Readonly<{ notes: readonly string[] }>>>;
  /** Null makes a new account. */
  savePortfolio: (accountId: string | null, text: string) => Promise<Outcome<SavedPortfolio>>;
  undoPortfolio: (accountId: string) => Promise<Outcome<SavedPortfolio>>;
  setPrice: (accountId: string, kind: PriceKind, key: string, value: string) => Promise<Outcome<null>>;
  /** Prices from a file win like those typed in by hand. */
  importPrices: (accountId: string, text: string) => Promise<Outcome<Readonly<{ used: readonly string[]; unused: readonly string[] }>>>;
  /** Daily closes from a file; `currency` is what prices are in that do not say so. */
  importCloses: (text: string, currency: string) => Promise<Outcome<ClosesImportView>>;
  /** Moves prices for practice; of everything when no asset is named. */
  startDrill: (accountId: string, percent: number, asset: string | null) => Promise<Outcome<null>>;
  endDrill: (accountId: string) => Promise<Outcome<null>>;
  releaseAllPrices: (accountId: string) => Promise<Outcome<Readonly<{ released: number }>>>;
  releasePrice: (accountId: string, kind: PriceKind, key: string) => Promise<Outcome<null>>;
  setLive: (accountId: string, live: boolean) => Promise<Outcome<null>>;
  reconnectFeeds: () => Promise<Outcome<null>>;
  setOffline: (offline: boolean) => Promise<Outcome<null>>;
  acknowledge: (alertId: number) => Promise<Outcome<null>>;
  /** 0 minutes ends it. */
  snooze: (alertId: number, minutes: number) => Promise<Outcome<Readonly<{ until: number }>>>;
  snoozeAccount: (accountId: string, minutes: number) => Promise<Outcome<Readonly<{ until: number }>>>;
  rules: () => Promise<Outcome<readonly Rule[]>>;
  saveRule: (rule: Rule) => Promise<Outcome<readonly Rule[]>>;
  removeRule: (id: string) => Promise<Outcome<readonly Rule[]>>;
  testRule: (rule: Rule) => Promise<Outcome<readonly RuleVerdict[]>>;
  setWarnings: (settings: WarningSettings) => Promise<Outcome<null>>;
  /** Empty forgets it. */
  setWebhook: (address: string) => Promise<Outcome<null>>;
  testWebhook: () => Promise<Outcome<null>>;
  setTheme: (theme: Settings['theme']) => Promise<Outcome<Settings>>;
  setPrivacy: (privacy: boolean) => Promise<Outcome<Settings>>;
  setPriceBand: (percent: number) => Promise<Outcome<Settings>>;
  setMarketMethod: (method: Settings['marketMethod']) => Promise<Outcome<Settings>>;
  setHosts: (hosts: readonly string[]) => Promise<Outcome<null>>;
  quote: (accountId: string, symbol: string) => Promise<Outcome<QuoteView>>;
  exportSnapshot: (accountId: string, format: ExportFormat, redact: boolean) => Promise<Outcome<ExportFile>>;
  stress: (accountId: string, suppose: SupposeSpec, asker: string) => Promise<Outcome<StressView>>;
  risk: (accountId: string) => Promise<Outcome<RiskView>>;
  simulatedRisk: (accountId: string, asker: string) => Promise<Outcome<Answer<SimulatedRiskView>>>;
  historicalRisk: (accountId: string, asker: string) => Promise<Outcome<Answer<HistoricalRiskView>>>;
  explain: (accountId: string) => Promise<Outcome<ExplainView>>;
  /** From now on. */
  explainAnew: (accountId: string) => Promise<Outcome<null>>;
  hedges: (accountId: string, asker: string) => Promise<Outcome<HedgesView>>;
  design: (accountId: string, spec: DesignSpec) => Promise<Outcome<DesignView>>;
  exportDesign: (accountId: string, spec: DesignSpec) => Promise<Outcome<DesignFile>>;
  scenarioMargin: (accountId: string, preset: string | null, days: number, asker: string) => Promise<Outcome<ScenarioMarginView>>;
  /** None: automatically again. */
  groupStrategies: (accountId: string, asset: string, groups: OwnGroupsView) => Promise<Outcome<null>>;
  /** Days of the past of one's own. */
  episodes: () => Promise<Outcome<readonly EpisodeView[]>>;
  importEpisode: (text: string) => Promise<Outcome<Readonly<{ name: string; episodes: readonly EpisodeView[] }>>>;
  removeEpisode: (name: string) => Promise<Outcome<readonly EpisodeView[]>>;
  /** A scenario model as a document; of one that ships, a copy. */
  presetText: (id: string) => Promise<Outcome<Readonly<{ text: string }>>>;
  /** Null makes a new one. */
  savePreset: (id: string | null, text: string) => Promise<Outcome<Readonly<{ id: string }>>>;
  importPreset: (text: string) => Promise<Outcome<Readonly<{ id: string; name: string }>>>;
  removePreset: (id: string) => Promise<Outcome<null>>;
  odds: (accountId: string, asked: OddsAsked) => Promise<Outcome<Answer<OddsView>>>;
  /** How far what an asker waits for is. */
  progress: (asker: string) => Promise<Outcome<Readonly<{ share: number | null }>>>;
  cancelComputation: (asker: string) => Promise<Outcome<null>>;
  compare: (accountId: string, chosen: string | null, asker: string) => Promise<Outcome<ComparisonView>>;
  contribution: (accountId: string, shockPercent: number, asker: string) => Promise<Outcome<ContributionView>>;
  derivation: (accountId: string, figure: FigureRef) => Promise<Outcome<DerivationView>>;
  overview: (shockPercent: number | null, currency: string | null) => Promise<Outcome<OverviewView>>;
  openWhatIf: (accountId: string) => Promise<Outcome<WhatIfView>>;
  changeWhatIf: (forkId: string, spec: WhatIfSpec, fitting: boolean) => Promise<Outcome<WhatIfView>>;
  refreshWhatIf: (forkId: string, spec: WhatIfSpec) => Promise<Outcome<WhatIfView>>;
  closeWhatIf: (forkId: string) => Promise<Outcome<null>>;
  diagnostics: () => Promise<Outcome<readonly string[]>>;
  scenarios: () => Promise<Outcome<readonly ScenarioView[]>>;
  saveScenario: (name: string, spec: WhatIfSpec) => Promise<Outcome<readonly ScenarioView[]>>;
  removeScenario: (name: string) => Promise<Outcome<readonly ScenarioView[]>>;
  /** @param text of a file that a scenario was saved as */
  importScenario: (text: string) => Promise<Outcome<Readonly<{ name: string; scenarios: readonly ScenarioView[] }>>>;
  /** Try to reach the terminal again now. */
  reconnectTerminal: () => void;
}>;

export type CommandPort = Readonly<{ call: <C extends Call>(channel: C, args: Args<C>) => Promise<Replies[C]>; retryNow: () => void }>;

export function createCommands(port: CommandPort): Commands {
  return {
    selectAccount: (accountId) => settle(port.call('account/select', [{ accountId }])),
    removeAccount: (accountId) => settle(port.call('account/remove', [{ accountId }])),
    importPortfolio: (text) => settle(port.call('portfolio/import', [{ text }])),
    venues: () => settle(port.call('portfolio/venues', [])),
    portfolioText: (accountId) => settle(port.call('portfolio/document', [{ accountId }])),
    checkPortfolio: (accountId, text) => settle(port.call('portfolio/check', [{ accountId, text }])),
    savePortfolio: (accountId, text) => settle(port.call('portfolio/save', [{ accountId, text }])),
    undoPortfolio: (accountId) => settle(port.call('portfolio/undo', [{ accountId }])),
    setPrice: (accountId, kind, key, value) => settle(port.call('price/set', [{ accountId, kind, key, value }])),
    importPrices: (accountId, text) => settle(port.call('price/import', [{ accountId, text }])),
    importCloses: (text, currency) => settle(port.call('price/importDays', [{ text, currency }])),
    startDrill: (accountId, percent, asset) => settle(port.call('drill/start', [{ accountId, percent, asset }])),
    endDrill: (accountId) => settle(port.call('drill/end', [{ accountId }])),
    releaseAllPrices: (accountId) => settle(port.call('price/releaseAll', [{ accountId }])),
    releasePrice: (accountId, kind, key) => settle(port.call('price/release', [{ accountId, kind, key }])),
    setLive: (accountId, live) => settle(port.call('feed/setLive', [{ accountId, live }])),
    reconnectFeeds: () => settle(port.call('feed/reconnect', [])),
    setOffline: (offline) => settle(port.call('terminal/setOffline', [{ offline }])),
    acknowledge: (alertId) => settle(port.call('alert/acknowledge', [{ alertId }])),
    snooze: (alertId, minutes) => settle(port.call('alert/snooze', [{ alertId, minutes }])),
    snoozeAccount: (accountId, minutes) => settle(port.call('alert/snoozeAccount', [{ accountId, minutes }])),
    rules: () => settle(port.call('rule/list', [])),
    saveRule: (rule) => settle(port.call('rule/save', [{ rule }])),
    removeRule: (id) => settle(port.call('rule/remove', [{ id }])),
    testRule: (rule) => settle(port.call('rule/test', [{ rule }])),
    setWarnings: (settings) => settle(port.call('warnings/set', [settings])),
    setWebhook: (address) => settle(port.call('webhook/set', [{ address }])),
    testWebhook: () => settle(port.call('webhook/test', [])),
    setTheme: (theme) => settle(port.call('settings/set', [{ theme }])),
    setPrivacy: (privacy) => settle(port.call('settings/set', [{ privacy }])),
    setPriceBand: (priceBandPercent) => settle(port.call('settings/set', [{ priceBandPercent }])),
    setMarketMethod: (marketMethod) => settle(port.call('settings/set', [{ marketMethod }])),
    setHosts: (hosts) => settle(port.call('network/setHosts', [{ hosts: [...hosts] }])),
    quote: (accountId, symbol) => settle(port.call('account/quote', [{ accountId, symbol }])),
    exportSnapshot: (accountId, format, redact) => settle(port.call('snapshot/export', [{ accountId, format, redact }])),
    compare: (accountId, chosen, asker) => settle(port.call('account/compare', [{ accountId, chosen, asker }])),
    contribution: (accountId, shockPercent, asker) => settle(port.call('account/matrix', [{ accountId, shockPercent, asker }])),
    stress: (accountId, suppose, asker) => settle(port.call('account/stress', [{ accountId, suppose, asker }])),
    risk: (accountId) => settle(port.call('account/risk', [{ accountId }])),
    simulatedRisk: (accountId, asker) => settle(port.call('account/simulatedRisk', [{ accountId, asker }])),
    historicalRisk: (accountId, asker) => settle(port.call('account/historicalRisk', [{ accountId, asker }])),
    explain: (accountId) => settle(port.call('account/explain', [{ accountId }])),
    explainAnew: (accountId) => settle(port.call('account/explainAnew', [{ accountId }])),
    hedges: (accountId, asker) => settle(port.call('account/hedges', [{ accountId, asker }])),
    design: (accountId, spec) => settle(port.call('account/design', [{ accountId, spec }])),
    exportDesign: (accountId, spec) => settle(port.call('design/export', [{ accountId, spec }])),
    scenarioMargin: (accountId, preset, days, asker) => settle(port.call('account/scenarioMargin', [{ accountId, preset, days, asker }])),
    groupStrategies: (accountId, asset, groups) => settle(port.call('strategies/group', [{ accountId, asset, groups }])),
    episodes: () => settle(port.call('episode/list', [])),
    importEpisode: (text) => settle(port.call('episode/import', [{ text }])),
    removeEpisode: (name) => settle(port.call('episode/remove', [{ name }])),
    presetText: (id) => settle(port.call('preset/document', [{ id }])),
    savePreset: (id, text) => settle(port.call('preset/save', [{ id, text }])),
    importPreset: (text) => settle(port.call('preset/import', [{ text }])),
    removePreset: (id) => settle(port.call('preset/remove', [{ id }])),
    odds: (accountId, asked) => settle(port.call('account/odds', [{ accountId, ...asked }])),
    progress: (asker) => settle(port.call('risk/progress', [{ asker }])),
    cancelComputation: (asker) => settle(port.call('risk/cancel', [{ asker }])),
    derivation: (accountId, figure) => settle(port.call('account/derivation', [{ accountId, figure }])),
    overview: (shockPercent, currency) => settle(port.call('accounts/overview', [{ shockPercent, currency }])),
    openWhatIf: (accountId) => settle(port.call('whatIf/open', [{ accountId }])),
    changeWhatIf: (forkId, spec, fitting) => settle(port.call('whatIf/change', [{ forkId, spec, fitting }])),
    refreshWhatIf: (forkId, spec) => settle(port.call('whatIf/refresh', [{ forkId, spec }])),
    closeWhatIf: (forkId) => settle(port.call('whatIf/close', [{ forkId }])),
    diagnostics: () => settle(port.call('terminal/diagnostics', [])),
    scenarios: () => settle(port.call('scenario/list', [])),
    saveScenario: (name, spec) => settle(port.call('scenario/save', [{ name, spec }])),
    removeScenario: (name) => settle(port.call('scenario/remove', [{ name }])),
    importScenario: (text) => settle(port.call('scenario/import', [{ text }])),
    reconnectTerminal: port.retryNow,
  };
}

/** A failure becomes words; a broken connection becomes words too: a command never throws at a panel. */
async function settle<T>(reply: Promise<Result<T, Failure>>): Promise<Outcome<T>> {
  try {
    const result = await reply;
    if (result.ok) return { done: true, value: result.value };
    return { done: false, message: failureText(result.error), faults: 'faults' in result.error ? result.error.faults : [] };
  } catch (error) {
    return { done: false, message: error instanceof Error ? error.message : 'The request failed.', faults: [] };
  }
}
