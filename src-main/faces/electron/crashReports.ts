import { app, crashReporter, dialog } from 'electron';
import type { ChoiceFile } from './desktopChoices.ts';

/** Crash reports hold parts of the program's memory: they are written only when that was chosen, and sent nowhere. Call before the app is ready. */
export function keepCrashReports({ get }: ChoiceFile): void {
  if (get().crashReports) crashReporter.start({ uploadToServer: false });
}

/** Takes a choice and says what follows from it. */
export async function chooseCrashReports(choices: ChoiceFile, crashReports: boolean): Promise<void> {
  choices.set({ crashReports });
  const where = app.getPath('crashDumps');
  await dialog.showMessageBox({
    type: 'info', title: 'Plimsoll', noLink: true, buttons: ['Close'],
    message: crashReports ? 'Crash reports are kept from the next start on.' : 'No crash report is written from the next start on.',
    detail: crashReports ? `They are written to ${where} and sent nowhere. A report holds parts of the program's memory, amounts among them: look at whom you give one to.` : `What is in ${where} stays until you delete it.`,
  });
}
