import { displayText } from '../../ui/text.ts';

/** "expired" of "expired: settle or remove": what stands beside the symbol; the rest is in the title. */
export const flagWord = (flag: string | undefined): string => displayText(flag?.split(':')[0] ?? '', 24);
