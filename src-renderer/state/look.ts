import { useSyncExternalStore } from 'react';
import type { Kept } from './kept.ts';
import { useKept } from './screen.ts';

/** One choice of how the screen looks: its name in what is kept, what can be chosen, the first being what is usual. */
export type LookChoice = Readonly<{ name: string; options: readonly Readonly<{ id: string; label: string; about?: string }>[] }>;

export const PALETTE: LookChoice = {
  name: 'look.palette',
  options: [
    { id: 'usual', label: 'Green and coral', about: 'gains green, losses coral' },
    { id: 'blueOrange', label: 'Blue and orange', about: 'told apart with any colour vision' },
    { id: 'redUp', label: 'Red up', about: 'gains red, losses green' },
  ],
};

export const CONTRAST: LookChoice = { name: 'look.contrast', options: [{ id: 'system', label: 'As the system' }, { id: 'high', label: 'High' }] };

/** Languages by their own tags; figures and dates only, the words of the screen are English. */
export const LOCALE: LookChoice = {
  name: 'look.locale',
  options: [
    { id: 'system', label: 'As the system' }, { id: 'plain', label: 'Plain' }, { id: 'en-US', label: 'English, US' }, { id: 'en-GB', label: 'English, UK' }, { id: 'de', label: 'Deutsch' }, { id: 'de-CH', label: 'Deutsch, Schweiz' },
    { id: 'fr', label: 'Français' }, { id: 'es', label: 'Español' }, { id: 'it', label: 'Italiano' }, { id: 'nl', label: 'Nederlands' }, { id: 'pl', label: 'Polski' }, { id: 'pt-BR', label: 'Português, Brasil' },
    { id: 'sv', label: 'Svenska' }, { id: 'tr', label: 'Türkçe' }, { id: 'ru', label: 'Русский' }, { id: 'uk', label: 'Українська' }, { id: 'en-IN', label: 'English, India' }, { id: 'ja', label: '日本語' }, { id: 'ko', label: '한국어' }, { id: 'zh-CN', label: '中文' },
  ],
};

const usual = ({ options }: LookChoice): string => options[0]?.id ?? '';

/** What was chosen; what is kept but not on offer is as good as not chosen. */
const chosen = (choice: LookChoice, text: string | null): string => choice.options.find(({ id }) => id === text)?.id ?? usual(choice);

export function useLook(choice: LookChoice): readonly [id: string, choose: (id: string) => void] {
  const [text, keep] = useKept(choice.name);
  return [chosen(choice, text), (id) => keep(id === usual(choice) ? null : id)];
}

export const lookOf = (kept: Kept, choice: LookChoice): string => chosen(choice, kept.get(choice.name));
export const keepLook = (kept: Kept, choice: LookChoice, id: string): void => kept.set(choice.name, id === usual(choice) ? null : id);

/** High contrast: chosen, or asked for by the system. */
export function useHighContrast(): boolean {
  const [chosen] = useLook(CONTRAST);
  return useSyncExternalStore(followContrast, asksForContrast, () => false) || chosen === 'high';
}

const MORE = '(prefers-contrast: more)';
const asksForContrast = (): boolean => matchMedia(MORE).matches;

function followContrast(listener: () => void): () => void {
  const query = matchMedia(MORE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/**
 * The tag that figures and dates are written by; null for plain ones.
 *
 * @param system the tag that the machine asks for, which may be none at all
 */
export function localeTag(id: string, system: string): string | null {
  try {
    return id === 'plain' ? null : Intl.getCanonicalLocales(id === 'system' ? system : id)[0] ?? null;
  } catch {
    return null;
  }
}
