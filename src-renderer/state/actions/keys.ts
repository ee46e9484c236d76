/** What of a key press says which key it is. */
export type KeyPress = Readonly<{ key: string; code?: string; shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean }>;

/** Pressed by itself each of these only prepares another. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Unidentified', 'Process', 'Fn', 'NumLock']);

/**
 * A key by its name: "A", "Shift+A", "Alt+1", "F6", "?", "Mod+K", where Mod is Ctrl or the Mac's Cmd. Shift belongs to
 * letters and named keys only: on which keys "?" and "/" stand is the keyboard's own affair.
 */
export function keyOf({ key, code = '', shiftKey, ctrlKey, altKey, metaKey }: KeyPress): string | null {
  if (MODIFIERS.has(key)) return null;
  const isSymbol = key.length === 1 && !/[\p{L}\p{N} ]/u.test(key);
  // AltGr writes a symbol, and says Ctrl and Alt on some systems.
  const [control, alternate] = isSymbol && ctrlKey && altKey ? [false, false] : [ctrlKey || metaKey, altKey];
  const base = baseOf(key, code, alternate);
  const shift = shiftKey && (base.length > 1 || /[A-Z]/.test(base));
  return [...(control ? ['Mod'] : []), ...(alternate ? ['Alt'] : []), ...(shift ? ['Shift'] : []), base].join('+');
}

/** With Alt, and on keyboards of other scripts, a key writes something else than what is printed on it. */
function baseOf(key: string, code: string, alternate: boolean): string {
  if (key === ' ') return 'Space';
  if (key === '+') return 'Plus';
  const printed = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  const letter = printed?.[1];
  const digit = printed?.[2];
  if (alternate && digit !== undefined) return digit;
  if (letter !== undefined && key.length === 1 && (alternate || !/[a-z]/i.test(key))) return letter;
  return key.length === 1 ? key.toUpperCase() : key;
}

/** One letter, digit or sign, with Shift or without: what someone who dictates says by accident. */
export const isCharacter = (key: string): boolean => /^(?:Shift\+)?.$/u.test(key);

/** What a person reads: "Ctrl K", "⌘ K", "Shift A". */
export function keyText(key: string, mac: boolean): string {
  const words: Readonly<Record<string, string>> = mac ? { Mod: '⌘', Alt: '⌥', Shift: '⇧', Plus: '+' } : { Mod: 'Ctrl', Plus: '+' };
  return key.split('+').map((part) => words[part] ?? part).join(' ');
}

const TAKEN = 'Tab Shift+Tab Enter Shift+Enter Escape Space Shift+Space Backspace Delete ArrowUp ArrowDown ArrowLeft ArrowRight Home End PageUp PageDown F5 F11 F12 ContextMenu Shift+F10 Mod+A Mod+C Mod+V Mod+X Mod+Z Mod+Shift+Z Mod+Y Mod+R Mod+T Mod+N Mod+W Mod+Q Mod+L Mod+P Mod+S Mod+F Mod+0 Mod+- Mod+Plus Mod+=';
const SYSTEM: ReadonlySet<string> = new Set(TAKEN.split(' '));

/** Keys that the browser, the system or every control has for itself. */
export const isSystemKey = (key: string): boolean => SYSTEM.has(key);
