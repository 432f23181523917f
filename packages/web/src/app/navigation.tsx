import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import classes from './layout.module.css';
import { type NavCounts, OpenCount, useNavCounts } from './nav-counts.tsx';
import { crmItems, type NavItem, settingsItems } from './nav-items.ts';

export function Navigation(): ReactElement {
  const counts = useNavCounts();
  return (
    <nav aria-label={t`Main`}>
      <Items items={crmItems} counts={counts} />
      <div className={classes.group} id="nav-settings">{t`Settings`}</div>
      <Items items={settingsItems} counts={counts} labelledBy="nav-settings" />
    </nav>
  );
}

type ItemsProps = { items: NavItem[]; counts: NavCounts; labelledBy?: string };

function Items({ items, counts, labelledBy }: ItemsProps): ReactElement {
  return (
    <ul className={classes.list} aria-labelledby={labelledBy}>
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
  );
}
