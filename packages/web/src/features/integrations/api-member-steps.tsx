import { leastRole } from '@causeway/shared/connectwise-rights';
import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Card, List, Table, Tabs, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './api-member-steps.module.css';

/** How to make an API member in ConnectWise, with both ways to give it its rights. */
export function ApiMemberSteps(): ReactElement {
  return (
    <Card component="section" aria-label={t`Steps in ConnectWise`}>
      <Title order={2} mb="sm">{t`First, in ConnectWise`}</Title>
      <List type="ordered" size="sm" spacing={6}>
        <List.Item>
          <Trans>
            Open <b>System → Members</b> and choose the tab <b>API Members</b>.
          </Trans>
        </List.Item>
        <List.Item>
          <Trans>
            Press <b>+</b> and enter a member ID and a name, for example <i>Causeway</i> and <i>Causeway Sync</i>.
          </Trans>
        </List.Item>
        <List.Item>
          <Trans>
            Choose the role (below), the level <b>Corporate</b>, a location and a business unit, then save.
          </Trans>
        </List.Item>
        <List.Item>
          <Trans>
            Open the tab <b>API Keys</b>, press <b>+</b>, describe the key and save.
          </Trans>
        </List.Item>
        <List.Item>
          <Trans>
            Copy both keys now. <b>The private key can be read only this once</b>; if it is lost, create a new pair.
          </Trans>
        </List.Item>
      </List>
      <Tabs defaultValue="least" mt="lg">
        <Tabs.List aria-label={t`Role of the API member`}>
          <Tabs.Tab value="least">{t`Role with the least permissions`}</Tabs.Tab>
          <Tabs.Tab value="admin">{t`Admin role`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="admin" pt="sm">
          <Text size="sm">
            <Trans>
              The quick way: choose <b>Admin</b> as the role. The API member may then do everything, which is more than
              the sync needs.
            </Trans>
          </Text>
        </Tabs.Panel>
        <Tabs.Panel value="least" pt="sm">
          <RightsTable />
        </Tabs.Panel>
      </Tabs>
    </Card>
  );
}

const rights = leastRole();
const tables = rights.flatMap((row) => row.tables);

function RightsTable(): ReactElement {
  return (
    <>
      <Text size="sm" mb="xs">
        <Trans>
          Under <b>System → Security Roles</b> press <b>+</b>, name the role, and set these levels to <b>All</b>. Leave
          all others at None; nothing is ever deleted, so no Delete level is needed. A mode that only reads does without
          Add and Edit.
        </Trans>
      </Text>
      <Table.ScrollContainer
        minWidth={0}
        type="native"
        tabIndex={0}
        aria-label={t`Permissions of the role`}
        role="region"
      >
        <Table
          verticalSpacing={6}
          horizontalSpacing={6}
          aria-label={t`Permissions of the role`}
          className={classes.rights}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t`Module`}</Table.Th>
              <Table.Th>{t`Action`}</Table.Th>
              <Table.Th>Add</Table.Th>
              <Table.Th>Edit</Table.Th>
              <Table.Th>Inquire</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rights.map(({ module, action, levels }) => (
              <Table.Tr key={action}>
                <Table.Td>{module}</Table.Td>
                <Table.Td>{action}</Table.Td>
                <Level isNeeded={levels.has('add')} />
                <Level isNeeded={levels.has('edit')} />
                <Level isNeeded={levels.has('inquire')} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" mt="xs" c="dimmed">
        <Trans>
          Table Setup can be narrowed with <i>customize</i> to: {tables.join('; ')}.
        </Trans>
      </Text>
    </>
  );
}

function Level({ isNeeded }: { isNeeded: boolean }): ReactElement {
  return (
    <Table.Td>
      {isNeeded ? (
        'All'
      ) : (
        <Text c="dimmed" component="span">
          –
        </Text>
      )}
    </Table.Td>
  );
}
