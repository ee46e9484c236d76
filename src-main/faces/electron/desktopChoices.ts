import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What the user chose of the desktop app alone, and what was told. */
export type DesktopChoices = Readonly<{ /** That closing the window leaves the app in the tray. */ toldOfTray: boolean; keepAwake: boolean; /** Crash reports are written, to this machine alone. */ crashReports: boolean }>;

const USUAL: DesktopChoices = { toldOfTray: false, keepAwake: true, crashReports: false };

export type ChoiceFile = Readonly<{ get: () => DesktopChoices; set: (changes: Partial<DesktopChoices>) => void }>;

/** A damaged file counts as none. What cannot be written holds until the app ends. */
export function choicesIn(file: string): ChoiceFile {
  let choices = read(file);
  return {
    get: () => choices,
    set: (changes) => {
      choices = { ...choices, ...changes };
      try {
        writeFileSync(`${file}.new`, JSON.stringify(choices));
        renameSync(`${file}.new`, file);
      } catch (error) {
        console.error(`A choice was not kept: ${String(error)}`);
      }
    },
  };
}

function read(file: string): DesktopChoices {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null) return USUAL;
    return { toldOfTray: 'toldOfTray' in value && value.toldOfTray === true, keepAwake: !('keepAwake' in value) || value.keepAwake !== false, crashReports: 'crashReports' in value && value.crashReports === true };
  } catch {
    return USUAL;
  }
}
