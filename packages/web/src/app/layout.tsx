import { t } from '@lingui/core/macro';
import { AppShell, Box, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { lazy, type ReactElement, type ReactNode, Suspense, useRef, useSyncExternalStore } from 'react';
import { forgetLeftOut, leftOutNow, onLeftOut } from '../components/left-out-filters.ts';
import { useOnChange } from '../components/use-on-change.ts';
import { useKeptFocus } from './kept-focus.ts';
import classes from './layout.module.css';
import { Navigation } from './navigation.tsx';
import { QuickWays } from './palette/quick-ways.tsx';
import { UserMenu } from './user-menu.tsx';

/** Loaded where somebody comes with an address of old or of their own. */
const LeftOutNotice = lazy(async () => ({
  default: (await import('../components/left-out-notice.tsx')).LeftOutNotice,
}));

/** Navigation to the left, content to the right; below 768 px the navigation hides behind a burger. */
export function Layout({ children }: { children: ReactNode }): ReactElement {
  const [opened, { toggle, close }] = useDisclosure(false);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useOnChange(pathname, close);
  useKeptFocus();
  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a href="#content" className={classes.skip}>{t`Skip to content`}</a>
      <AppShell.Header hiddenFrom="sm" px="md">
        <Group h="100%" gap="sm">
          <Burger
            opened={opened}
            onClick={toggle}
            size="sm"
            aria-label={opened ? t`Close navigation` : t`Open navigation`}
          />
          <Brand />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={classes.navbar}>
        <AppShell.Section visibleFrom="sm" px="xs" pt={6} pb="md">
          <Brand />
        </AppShell.Section>
        <AppShell.Section>
          <QuickWays />
        </AppShell.Section>
        <AppShell.Section grow style={{ overflowY: 'auto' }}>
          <Navigation />
        </AppShell.Section>
        <AppShell.Section pt="sm">
          <UserMenu />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <Box className={classes.content}>
          <LeftOut pathname={pathname} />
          {children}
        </Box>
      </AppShell.Main>
    </AppShell>
  );
}

/** Filters of the address that were not understood, until another page is opened. */
function LeftOut({ pathname }: { pathname: string }): ReactElement | null {
  const words = useSyncExternalStore(onLeftOut, leftOutNow);
  const from = useRef(pathname);
  useOnChange(pathname, (now) => {
    if (from.current !== now) forgetLeftOut();
    from.current = now;
  });
  if (words.length === 0) return null;
  return (
    <Suspense>
      <LeftOutNotice words={words} />
    </Suspense>
  );
}

function Brand(): ReactElement {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/causeway.svg" alt="" width={26} height={26} />
      <Text fw={650} fz={17}>
        Causeway
      </Text>
    </Group>
  );
}
