import { msg, t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import { notifyFailure } from '../../components/notify.ts';
import { ResumeFromOverview } from './overview.graphql.ts';

type Target =
  | '/integrations'
  | '/integrations/setup/connect'
  | '/integrations/setup/permissions'
  | '/integrations/setup/scope'
  | '/issues'
  | '/runs';

/** Where each trouble is mended; what an operator has to do outside of this page has no button. */
const places: Readonly<Record<string, { to: Target; label: string }>> = words({
  not_connected: { to: '/integrations/setup/connect', label: msg`Connect` },
  not_started: { to: '/integrations/setup/scope', label: msg`Open settings` },
  keys_refused: { to: '/integrations', label: msg`Reconnect` },
  permission_missing: { to: '/integrations/setup/permissions', label: msg`Check permissions` },
  keys_unreadable: { to: '/integrations', label: msg`Reconnect` },
  connectwise_away: { to: '/integrations', label: msg`Open the connection` },
  disconnected: { to: '/integrations', label: msg`Reconnect` },
  connection_error: { to: '/integrations', label: msg`Open the connection` },
  callbacks_refused: { to: '/integrations', label: msg`Open the connection` },
  callbacks_silent: { to: '/integrations', label: msg`Open the connection` },
  run_failed: { to: '/runs', label: msg`Open runs` },
  run_held_up: { to: '/runs', label: msg`Open runs` },
  open_issues: { to: '/issues', label: msg`Open issues` },
});

/** The one thing to do next about what the sentence says; nothing where it cannot be done here. */
export function HealthAction({ code }: { code: string | null }): ReactElement | null {
  if (code === 'paused') return <Resume />;
  const place = code === null ? undefined : places[code];
  return place ? <To to={place.to}>{place.label}</To> : null;
}

function To({ to, children }: { to: Target; children: ReactNode }): ReactElement {
  return (
    <Button size="xs" renderRoot={(props) => <Link to={to} {...props} />}>
      {children}
    </Button>
  );
}

function Resume(): ReactElement {
  const [{ fetching }, resume] = useMutation(ResumeFromOverview);
  const start = async (): Promise<void> => {
    const { data, error } = await resume({});
    const problem = error ? failureText(error) : data?.resumeConnection.problems[0]?.message;
    if (problem) notifyFailure(problem);
  };
  return (
    <GuardedButton
      needs="canAdminister"
      size="xs"
      loading={fetching}
      onClick={() => void start()}
    >{t`Resume`}</GuardedButton>
  );
}
