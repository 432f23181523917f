import { Tabs } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactElement } from 'react';

/** The parts of the mapping, each a page of its own. */
const tabs = [{ to: '/integrations/setup/mapping', label: 'Opportunities' }] as const;

/** From one part of the mapping to another; links, so that they can be opened in a tab of the browser. */
export function MappingTabs(): ReactElement {
  const { pathname } = useLocation();
  return (
    <Tabs value={pathname} mb="md">
      <Tabs.List aria-label="Parts of the mapping">
        {tabs.map(({ to, label }) => (
          <Tabs.Tab key={to} value={to} renderRoot={(props) => <Link to={to} {...props} />}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
