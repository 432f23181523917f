import { Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
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
  { key: 'name', header: 'Name', width: 150, cell: (person) => person.name },
  { key: 'email', header: 'E-mail', hideBelow: 'medium', onCard: true, cell: (person) => person.email },
  { key: 'role', header: 'Role', width: 150, cell: (person) => <RoleSelect person={person} /> },
  {
    key: 'state',
    header: 'State',
    width: 110,
    cell: (person) =>
      person.isActive ? (
        <StatusBadge tone="ok">Active</StatusBadge>
      ) : (
        <StatusBadge tone="quiet">Deactivated</StatusBadge>
      ),
  },
  {
    key: 'factor',
    header: 'Second factor',
    width: 140,
    hideBelow: 'medium',
    onCard: true,
    cell: (person) => <SecondFactorCell person={person} />,
  },
  {
    key: 'seen',
    header: 'Last sign-in',
    width: 110,
    cell: (person) => <RelativeTime at={person.lastSignInAt} none="never" />,
  },
  { key: 'actions', header: '', width: 232, align: 'end', cell: (person) => <PersonActions person={person} /> },
];

const invitationColumns: Column<Invitation>[] = [
  { key: 'email', header: 'E-mail', cell: (invitation) => invitation.email },
  { key: 'role', header: 'Role', width: 170, cell: (invitation) => roleNames[invitation.role] },
  {
    key: 'expires',
    header: 'Valid until',
    width: 150,
    cell: (invitation) => <RelativeTime at={invitation.expiresAt} />,
  },
  { key: 'actions', header: '', width: 120, align: 'end', cell: (one) => <WithdrawInvitation invitation={one} /> },
];

const eventColumns: Column<SecurityEvent>[] = [
  { key: 'at', header: 'When', width: 150, cell: (event) => <RelativeTime at={event.at} /> },
  { key: 'what', header: 'What happened', isText: true, cell: (event) => event.description },
  { key: 'who', header: 'By', width: 160, hideBelow: 'medium', cell: (event) => event.actor },
  { key: 'from', header: 'From', width: 150, hideBelow: 'wide', cell: (event) => event.address },
];

/** Who may sign in, as what, and what happened to their access. */
export function PeoplePage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  return refusal ? (
    <>
      <PageHeader title="People" />
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
        title="People"
        description="Who may sign in to this workspace, and as what."
        actions={
          <GuardedButton needs="canAdminister" leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>
            Invite
          </GuardedButton>
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
              label="People"
              columns={personColumns}
              rows={readFragment(PersonFields, people)}
              rowKey={(person) => person.id}
            />
            {invitations.length > 0 && (
              <>
                <Title order={2} mt="xl" mb="sm">
                  Invited
                </Title>
                <DataTable
                  label="Invitations"
                  columns={invitationColumns}
                  rows={invitations}
                  rowKey={(invitation) => invitation.id}
                />
              </>
            )}
            <Title order={2} mt="xl" mb="sm">
              Security log
            </Title>
            <DataTable label="Security log" columns={eventColumns} rows={securityEvents} rowKey={(event) => event.id} />
          </>
        )}
      </QueryState>
      <InviteDialog opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
