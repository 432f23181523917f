import { t } from '@lingui/core/macro';
import { Anchor, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconMapQuestion } from '@tabler/icons-react';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense } from 'react';
import { EmptyState } from '../components/query-state.tsx';

export function NotFoundPage(): ReactElement {
  return (
    <EmptyState
      isPage
      title={t`There is no such page`}
      icon={<IconMapQuestion size={24} aria-hidden />}
      action={<Anchor renderRoot={(props) => <Link to="/overview" {...props} />}>{t`Go to the overview`}</Anchor>}
    >{t`The address may be mistyped, or the record may be gone.`}</EmptyState>
  );
}

const RequireUser = lazy(async () => ({ default: (await import('./require-user.tsx')).RequireUser }));

/** The same where no route brings the navigation along: whoever is signed in finds a way on. */
export function NowherePage(): ReactElement {
  return (
    <Suspense>
      <RequireUser>
        <NotFoundPage />
      </RequireUser>
    </Suspense>
  );
}

/** A fault of the page itself, or a new version of the app that replaced the files this tab was loaded from. */
export function CrashPage({ error, reset }: ErrorComponentProps): ReactElement {
  return (
    <EmptyState
      isPage
      title={t`This page stopped working`}
      icon={<IconAlertTriangle size={24} aria-hidden />}
      action={
        <Group gap="xs" mt="xs">
          <Button variant="default" onClick={reset}>{t`Try again`}</Button>
          <Button onClick={() => window.location.reload()}>{t`Reload the app`}</Button>
        </Group>
      }
    >
      {error instanceof Error ? error.message : String(error)}
    </EmptyState>
  );
}
