import { downloadText } from './download.ts';

const isInDialog = (): boolean => document.querySelector('dialog[open]') !== null;

const regions = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.panel')];

const nameOf = (region: HTMLElement): string => region.getAttribute('aria-label') ?? region.querySelector('h2')?.textContent ?? (region.matches('header') ? 'Header' : 'Region');

/** The page as actions reach it: each does nothing where there is nothing to reach. */
export const page = {
  regions: (): readonly string[] => regions().map(nameOf),
  focusRegion: (at: number): void => regions()[at]?.focus(),
  stepRegion: (step: 1 | -1): void => {
    if (isInDialog()) return;
    const all = regions();
    const current = all.findIndex((region) => region.contains(document.activeElement));
    all.at(current === -1 ? (step === 1 ? 0 : -1) : (current + step) % all.length)?.focus();
  },
  stepRow: (step: 1 | -1): void => {
    const { activeElement } = document;
    const stop = document.querySelector<HTMLElement>('.panel [role="grid"] tbody [tabindex="0"]');
    if (activeElement?.closest('[role="grid"] tbody') == null) stop?.focus();
    else activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: step === 1 ? 'ArrowDown' : 'ArrowUp', bubbles: true, cancelable: true }));
  },
  /** The tables are narrowed first, which takes a frame. */
  focusRow: (id: string): void => void requestAnimationFrame(() => requestAnimationFrame(() => {
    const row = document.querySelector(`.panel tr[data-line="${CSS.escape(id)}"]`);
    row?.querySelector<HTMLElement>('.row-button, [data-cell]:not(:has(.row-button))')?.focus();
  })),
  focusFilter: (): void => {
    const filter = document.activeElement?.closest('.panel')?.querySelector<HTMLInputElement>('[data-filter]') ?? document.querySelector<HTMLInputElement>('[data-filter]');
    filter?.focus();
    filter?.select();
  },
  chooseFile: (): void => document.querySelector<HTMLInputElement>('input[type="file"]')?.click(),
  download: ({ fileName, mimeType, text }: Readonly<{ fileName: string; mimeType: string; text: string }>): void => downloadText(fileName, mimeType, text),
};
