import { app, dialog, powerMonitor } from 'electron';
import type { ChoiceFile } from './desktopChoices.ts';

/** What closing the window does, and what quitting asks first. */
export type Leaving = Readonly<{
  /**
   * The window is about to close.
   *
   * @param hide  puts it away
   * @returns whether it stays open, hidden
   */
  closes: (hide: () => void) => boolean;
}>;

type Options = Readonly<{ choices: ChoiceFile; /** There is a mark in the tray to come back by. */ hasTray: () => boolean; armed: () => boolean }>;

/** Both questions leave the terminal running while they stand: prices and alerts go on behind them. */
export function askBeforeLeaving({ choices, hasTray, armed }: Options): Leaving {
  let quitting = false;
  let asking = false;
  const ask = async (question: Readonly<{ message: string; detail: string; stay: string; leave: string }>): Promise<boolean> => {
    asking = true;
    const { response } = await dialog.showMessageBox({ type: 'question', title: 'Plimsoll', message: question.message, detail: question.detail, buttons: [question.stay, question.leave], defaultId: 0, cancelId: 0, noLink: true });
    asking = false;
    return response === 1;
  };
  // The system is going down: a question would only hold it up.
  powerMonitor.on('shutdown', () => {
    quitting = true;
  });
  app.on('before-quit', (event) => {
    if (quitting || !armed()) {
      quitting = true;
      return;
    }
    event.preventDefault();
    if (asking) return;
    void ask({ message: 'Stop watching?', detail: 'An account is at risk, or live prices are on. Once Plimsoll has quit, nobody warns you.', stay: 'Keep watching', leave: 'Quit' }).then((leave) => {
      if (!leave) return;
      quitting = true;
      app.quit();
    });
  });
  return {
    closes: (hide) => {
      if (quitting || !hasTray()) return false;
      if (choices.get().toldOfTray) hide();
      else if (!asking) {
        void ask({ message: 'Plimsoll goes on watching in the tray.', detail: 'Closing the window hides it; alerts are told all the same. Open it again from the mark in the tray, or by starting Plimsoll once more. This is said only once.', stay: 'Keep watching', leave: 'Quit' }).then((leave) => {
          choices.set({ toldOfTray: true });
          if (leave) app.quit();
          else hide();
        });
      }
      return true;
    },
  };
}
