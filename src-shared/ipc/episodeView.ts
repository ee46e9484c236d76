/** A day of the past of the user's own, as it is listed: how many moves it names, of which so many have no source, and its document. */
export type EpisodeView = Readonly<{ name: string; /** Day of the low, such as 2020-03-12. */ date: string; moves: number; illustrative: number; text: string }>;
