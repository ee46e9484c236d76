import { useMemo } from 'react';
import { useAccount, useLinked } from '../../state/screen.ts';
import { distanceText } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { displayText } from '../../ui/text.ts';

/** Narrows every table to one underlying, nearest liquidation first. */
export function UnderlyingMenu() {
  const underlyings = useAccount((account) => account.underlyings);
  const [linked, link] = useLinked();
  const items = useMemo((): readonly MenuItem[] => {
    const away = (fraction: string | undefined): number => (fraction === undefined ? Infinity : Math.abs(Number(fraction)));
    const nearest = (underlyings ?? []).toSorted((a, b) => away(a.distance?.fraction) - away(b.distance?.fraction));
    return [
      { id: ':all', label: 'Everything', checked: linked === null, onSelect: () => link(null) },
      ...nearest.map(({ asset, distance }, at) => ({
        id: asset, checked: asset === linked, separated: at === 0, onSelect: () => link(asset),
        label: (
          <>
            {displayText(asset, 24)}
            <span className="menu-aside">{distance === null ? '' : distanceText(distance.fraction)}</span>
          </>
        ),
      })),
    ];
  }, [underlyings, linked, link]);
  if (underlyings === null || underlyings.length < 2) return null;
  return (
    <Menu
      label="Underlying" align="end" className="underlying-menu" title="Narrow every table to one underlying" items={items}
      trigger={
        <>
          Underlying <Icon name="caret" size={10} />
        </>
      }
    />
  );
}
