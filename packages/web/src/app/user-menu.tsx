import { msg, t } from '@lingui/core/macro';
import {
  Avatar,
  Box,
  type MantineColorScheme,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUserCircle } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { clearDrafts } from '../components/drafts/kept-drafts.ts';
import { failureText } from '../components/failure-text.ts';
import { words } from '../components/language/language.ts';
import { notifyFailure } from '../components/notify.ts';
import { useSession } from '../components/session.ts';
import { roleNames, useViewer } from '../components/viewer.ts';
import classes from './layout.module.css';
import { SignOutMutation } from './viewer.graphql.ts';
import { WorkspaceItems } from './workspace-items.tsx';

/** Who is signed in, the colour scheme, and the way out. */
export function UserMenu(): ReactElement {
  const viewer = useViewer();
  const { renew } = useSession();
  const navigate = useNavigate();
  const [, signOut] = useMutation(SignOutMutation);
  const leave = async (): Promise<void> => {
    const { error } = await signOut({});
    if (error) return notifyFailure(failureText(error));
    clearDrafts();
    await navigate({ to: '/sign-in', search: {} });
    renew();
  };
  return (
    <Menu position="top-start" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <Avatar size={32} name={viewer.name} color="harbor" aria-hidden />
          <Box style={{ minWidth: 0 }}>
            <Text size="sm" fw={500} truncate>
              {viewer.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {viewer.workspaceName}
              <VisuallyHidden>{t`: account`}</VisuallyHidden>
            </Text>
          </Box>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {viewer.email ? `${viewer.email}, ` : ''}
          {roleNames[viewer.role]}
        </Menu.Label>
        <Menu.Divider />
        <WorkspaceItems />
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={16} />}
          renderRoot={(props) => <Link to="/profile" {...props} />}
        >{t`Profile`}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>{t`Sign out`}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const schemes = words([
  { value: 'auto', label: msg`As the system`, icon: IconDeviceDesktop },
  { value: 'light', label: msg`Light`, icon: IconSun, IconUserCircle },
  { value: 'dark', label: msg`Dark`, icon: IconMoon },
] as const);

function SchemeItems(): ReactElement {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
      {schemes.map(({ value, label, icon: Icon }) => (
        <Menu.RadioItem key={value} value={value} rightSection={<Icon size={16} aria-hidden />}>
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
