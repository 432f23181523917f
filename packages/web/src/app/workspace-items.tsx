import { t } from '@lingui/core/macro';
import { Menu } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../components/failure-text.ts';
import { notifyFailure } from '../components/notify.ts';
import { useSession } from '../components/session.ts';
import { MyWorkspacesQuery, SwitchWorkspaceMutation } from './viewer.graphql.ts';

/** The other workspaces of a person, in the menu; nothing for who has one. */
export function WorkspaceItems(): ReactElement | null {
  const [{ data }] = useQuery({ query: MyWorkspacesQuery });
  const { renew } = useSession();
  const navigate = useNavigate();
  const [, change] = useMutation(SwitchWorkspaceMutation);
  const others = (data?.myWorkspaces ?? []).filter((workspace) => !workspace.isCurrent);
  if (others.length === 0) return null;
  const goTo = async (workspaceId: string): Promise<void> => {
    const { data: answer, error } = await change({ workspaceId });
    const { viewer, secondStep, problems } = answer?.switchWorkspace ?? {};
    if (viewer) {
      await navigate({ to: '/overview' });
      renew();
    } else if (secondStep) {
      await navigate({ to: '/sign-in', search: {}, hash: `step=${secondStep}` });
    } else {
      notifyFailure(error ? failureText(error) : (problems?.[0]?.message ?? t`The workspace could not be changed.`));
    }
  };
  return (
    <>
      <Menu.Label>{t`Other workspaces`}</Menu.Label>
      {others.map(({ id, name }) => (
        <Menu.Item key={id} leftSection={<IconArrowsExchange size={16} />} onClick={() => void goTo(id)}>
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}
