import type { Settings } from '#shared/ipc/settings.ts';

const KEY = 'plimsoll.theme';

/** Sets the theme on the page; `system` leaves it to the style sheet. Kept so that the next start has it before its first paint. */
export function applyTheme(theme: Settings['theme']): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  localStorage.setItem(KEY, theme);
}

/** The theme of the last run, before the terminal has spoken. */
export function applyRememberedTheme(): void {
  const theme = localStorage.getItem(KEY);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
}
