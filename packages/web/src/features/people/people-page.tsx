import { t } from '@lingui/core/macro';
import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { roleNames, useRefusal } from '../../components/viewer.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { PeopleQuery as PeopleData, PersonFieldsFragment } from '../../graphql/graphql.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleQuery, PersonFields, peopleContext } from './people.graphql.ts';
import { PersonActions, RoleSelect } from './person-actions.tsx';
import { SecondFactorCell } from './second-factor-cell.tsx';
import { WithdrawInvitation } from './withdraw-invitation.tsx';

type Invitation = PeopleData['invitations'][number];
type SecurityEvent = PeopleData['securityEvents'][number];

const personColumns: Column<PersonFieldsFragment>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    width: 150,
    cell: (person) => person.name,
  },
  {
    key: 'email',
    get header() {
      return t`E-mail`;
    },
    hideBelow: 'medium',
    onCard: true,
    cell: (person) => person.email,
  },
  {
    key: 'role',
    get header() {
      return t`Role`;
    },
    width: 150,
    cell: (person) => <RoleSelect person={person} />,
  },
  {
    key: 'state',
    get header() {
      return t`State`;
    },
    width: 110,
    words: () => [t`Active`, t`Deactivated`],
    cell: (person) =>
      person.isActive ? (
        <StatusBadge tone="ok">{t`Active`}</StatusBadge>
      ) : (
        <StatusBadge tone="quiet">{t`Deactivated`}</StatusBadge>
      ),
  },
  {
    key: 'factor',
    get header() {
      return t`Second factor`;
    },
    width: 140,
    hideBelow: 'medium',
    onCard: true,
    cell: (person) => <SecondFactorCell person={person} />,
  },
  {
    key: 'seen',
    get header() {
      return t`Last sign-in`;
    },
    width: 110,
    cell: (person) => <RelativeTime at={person.lastSignInAt} none={t`never`} />,
  },
  {
    key: 'actions',
    header: '',
    width: 232,
    buttons: () => [t`Deactivate`, t`Remove`],
    align: 'end',
    cell: (person) => <PersonActions person={person} />,
  },
];

const invitationColumns: Column<Invitation>[] = [
  {
    key: 'email',
    get header() {
      return t`E-mail`;
    },
    cell: (invitation) => invitation.email,
  },
  {
    key: 'role',
    get header() {
      return t`Role`;
    },
    width: 170,
    cell: (invitation) => roleNames[invitation.role],
  },
  {
    key: 'expires',
    get header() {
      return t`Valid until`;
    },
    width: 150,
    cell: (invitation) => <RelativeTime at={invitation.expiresAt} />,
  },
  {
    key: 'actions',
    header: '',
    width: 120,
    buttons: () => [t`Withdraw`],
    align: 'end',
    cell: (one) => <WithdrawInvitation invitation={one} />,
  },
];

const eventColumns: Column<SecurityEvent>[] = [
  {
    key: 'at',
    get header() {
      return t`When`;
    },
    width: 150,
    cell: (event) => <RelativeTime at={event.at} />,
  },
  {
    key: 'what',
    get header() {
      return t`What happened`;
    },
    isText: true,
    cell: (event) => event.description,
  },
  {
    key: 'who',
    get header() {
      return t`By`;
    },
    width: 160,
    hideBelow: 'medium',
    onCard: true,
    cell: (event) => event.actor,
  },
  {
    key: 'from',
    get header() {
      return t`From`;
    },
    width: 150,
    hideBelow: 'wide',
    onCard: true,
    cell: (event) => event.address,
  },
];

/** Who may sign in, as what, and what happened to their access. */
export function PeoplePage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  return refusal ? (
    <>
      <PageHeader title={t`People`} />
      <Text size="sm">{refusal}</Text>
    </>
  ) : (
    <People />
  );
}

function People(): ReactElement {
  const [result, ask] = useQuery({ query: PeopleQuery, context: peopleContext, requestPolicy: 'cache-and-network' });
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <PageHeader
        title={t`People`}
        description={t`Who may sign in to this workspace, and as what.`}
        actions={
          <GuardedButton
            needs="canAdminister"
            leftSection={<IconPlus size={16} />}
            onClick={() => setOpen(true)}
          >{t`Invite`}</GuardedButton>
        }
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={4} />}
      >
        {({ people, invitations, securityEvents }) => (
          <>
            <DataTable
              label={t`People`}
              columns={personColumns}
              rows={readFragment(PersonFields, people)}
              rowKey={(person) => person.id}
            />
            {invitations.length > 0 && (
              <>
                <Title order={2} mt="xl" mb="sm">{t`Invited`}</Title>
                <DataTable
                  label={t`Invitations`}
                  columns={invitationColumns}
                  rows={invitations}
                  rowKey={(invitation) => invitation.id}
                />
              </>
            )}
            <Group justify="space-between" mt="xl" mb="sm">
              <Title order={2}>{t`Security log`}</Title>
              <Anchor
                size="sm"
                renderRoot={(props) => <Link to="/security" {...props} />}
              >{t`Open the security log`}</Anchor>
            </Group>
            <Text size="sm" c="dimmed">
              <EnglishOnly />
            </Text>
            <DataTable
              label={t`Security log`}
              columns={eventColumns}
              rows={securityEvents.slice(0, 5)}
              rowKey={(event) => event.id}
            />
          </>
        )}
      </QueryState>
      <InviteDialog opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
