import { type Stage, stageRank } from '#shared/domain/stage.ts';

/** One beep: when it begins and how long it is, in seconds, and its pitch in Hz. */
export type Beep = Readonly<{ at: number; lasts: number; pitch: number }>;

/** Told apart by number and pitch, not by loudness: two for danger, three higher ones for critical, five up and down for liquidating. */
export function beepsOf(stage: Stage): readonly Beep[] {
  if (stage === 'liquidating') return [988, 784, 988, 784, 988].map((pitch, place) => ({ at: place * 0.22, lasts: 0.18, pitch }));
  if (stage === 'critical') return [0, 1, 2].map((place) => ({ at: place * 0.24, lasts: 0.16, pitch: 880 }));
  return (stageRank(stage) >= stageRank('danger') ? [0, 1] : [0]).map((place) => ({ at: place * 0.28, lasts: 0.18, pitch: 660 }));
}

const RISE = 0.012;
let context: AudioContext | null = null;

/**
 * Plays a made tone: no file, nothing from anywhere.
 *
 * @param volume 0 … 1
 * @returns false while the browser lets nothing be heard: it waits for a first click or key in the page
 */
export function playTone(stage: Stage, volume: number): boolean {
  if (!isHeard()) return false;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  const begin = context.currentTime + 0.02;
  for (const { at, lasts, pitch } of beepsOf(stage)) {
    const [oscillator, gain] = [context.createOscillator(), context.createGain()];
    oscillator.type = 'triangle';
    oscillator.frequency.value = pitch;
    // Loudness is heard by its logarithm.
    gain.gain.setValueAtTime(0, begin + at);
    gain.gain.linearRampToValueAtTime(volume ** 2, begin + at + RISE);
    gain.gain.setValueAtTime(volume ** 2, begin + at + lasts - RISE);
    gain.gain.linearRampToValueAtTime(0, begin + at + lasts);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(begin + at);
    oscillator.stop(begin + at + lasts);
  }
  return true;
}

/** Whether a tone would be heard now. The desktop app needs no click. */
export const isHeard = (): boolean => navigator.userActivation.hasBeenActive || navigator.userAgent.includes('Electron');
