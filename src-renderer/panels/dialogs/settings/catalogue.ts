import type { ComponentType } from 'react';
import { Contrast, Lines, Locale, Palette, Panels, Theme } from './lookSettings.tsx';
import { DiagnosticsButton, HideAmounts, Hosts, KeyMap, LetterKeys, PriceBand, Telling } from './otherSettings.tsx';

export type Setting = Readonly<{ id: string; section: string; title: string; /** Other words that find it. */ words: string; Control: ComponentType }>;

/** Everything that can be set, in order. One line adds one. */
export const SETTINGS: readonly Setting[] = [
  { id: 'theme', section: 'Look', title: 'Theme', words: 'light dark colour', Control: Theme },
  { id: 'contrast', section: 'Look', title: 'Contrast', words: 'high accessibility', Control: Contrast },
  { id: 'palette', section: 'Look', title: 'Gains and losses', words: 'palette colour blind vision green red up blue orange', Control: Palette },
  { id: 'density', section: 'Look', title: 'Lines', words: 'density compact regular rows', Control: Lines },
  { id: 'panels', section: 'Look', title: 'Panels', words: 'layout sizes folded reset', Control: Panels },
  { id: 'locale', section: 'Look', title: 'Figures and dates', words: 'locale language separators comma point numbers', Control: Locale },
  { id: 'privacy', section: 'Privacy', title: 'Hide amounts', words: 'privacy mask balances screen share', Control: HideAmounts },
  { id: 'telling', section: 'Warnings', title: 'Alerts', words: 'sound volume quiet hours webhook cooldown notification rules snooze', Control: Telling },
  { id: 'letterKeys', section: 'Keys', title: 'Letter keys', words: 'single shortcuts speech dictation', Control: LetterKeys },
  { id: 'keys', section: 'Keys', title: 'Key map', words: 'rebind shortcuts hotkeys cheat sheet', Control: KeyMap },
  { id: 'band', section: 'Prices', title: 'Price band', words: 'suspect false percent', Control: PriceBand },
  { id: 'hosts', section: 'Prices', title: 'Network', words: 'hosts allowed offline', Control: Hosts },
  { id: 'diagnostics', section: 'Help', title: 'Diagnostics', words: 'support fault bug report bundle versions', Control: DiagnosticsButton },
];
