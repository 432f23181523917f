import { t } from '@lingui/core/macro';
import { useRouterState } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { QuickLink } from '../components/quick-link.tsx';
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
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
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
            <QuickLink link={{ to }} className={classes.link} isCurrent={`${pathname}/`.startsWith(`${to}/`)}>
              <Icon size={18} stroke={1.7} aria-hidden />
              {label}
              <OpenCount count={counts[to] ?? 0} />
            </QuickLink>
          </li>
        ))}
      </ul>
    </>
  );
}
