import type { GridColumn } from './gridTypes.ts';

type Info = Readonly<{ key: string; label: string; about: (unit: string) => string }>;
type Look = Readonly<{ chars: number; priced?: boolean; words?: boolean; sortable?: boolean }>;

const PLAIN: Look = { chars: 8 };

/** Columns as a grid draws them. @param looks by key; what is left out is a plain figure that can be sorted by */
export function gridColumns(infos: readonly Info[], unit: string, looks: Readonly<Record<string, Look>>): readonly GridColumn[] {
  return infos.map(({ key, label, about }) => {
    const { sortable = true, ...look } = looks[key] ?? PLAIN;
    return { key, label, title: about(unit), sortable, ...look };
  });
}
