import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useViewer } from '../components/viewer.ts';
import classes from './layout.module.css';
import { type NavCounts, OpenCount, useNavCounts } from './nav-counts.tsx';
import { crmItems, type NavItem, settingsItems, shownTo, syncItems } from './nav-items.ts';

export function Navigation(): ReactElement {
  const counts = useNavCounts();
  const viewer = useViewer();
  return (
    <nav aria-label={t`Main`}>
      <Items items={crmItems} counts={counts} />
      <Items items={syncItems} counts={counts} label={t`Sync`} />
      <Items items={shownTo(viewer, settingsItems)} counts={counts} label={t`Settings`} />
    </nav>
  );
}

type ItemsProps = { items: NavItem[]; counts: NavCounts; label?: string };

function Items({ items, counts, label }: ItemsProps): ReactElement {
  return (
    <>
      {label && (
        <div className={classes.group} aria-hidden>
          {label}
        </div>
      )}
      <ul className={classes.list} aria-label={label}>
        {items.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.link} activeOptions={{ includeSearch: false }}>
              <Icon size={18} stroke={1.7} aria-hidden />
              {label}
              <OpenCount count={counts[to] ?? 0} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
