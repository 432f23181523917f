import { t } from '@lingui/core/macro';
import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { Tag } from '../../components/tag.tsx';
import { type FragmentType, readFragment } from '../../graphql/fragment-masking.ts';
import { ClientContactsFragment } from './clients.graphql.ts';

export function ClientContacts({
  client: masked,
}: {
  client: FragmentType<typeof ClientContactsFragment>;
}): ReactElement {
  const { id, contacts } = readFragment(ClientContactsFragment, masked);
  return (
    <Card component="section" aria-labelledby="client-contacts">
      <Group justify="space-between" mb="md">
        <Title order={2} id="client-contacts">{t`Contacts`}</Title>
        <GuardedLinkButton
          needs="canEdit"
          size="compact-sm"
          variant="subtle"
          link={{ to: '/contacts/new', search: { client: id } }}
          leftSection={<IconPlus size={14} aria-hidden />}
        >{t`Add contact`}</GuardedLinkButton>
      </Group>
      {contacts.length === 0 ? (
        <Text
          size="sm"
          c="dimmed"
        >{t`No contacts yet. An opportunity needs one before it can go to ConnectWise.`}</Text>
      ) : (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
          {contacts.map((contact) => (
            <Stack component="li" key={contact.id} gap={0}>
              <Group gap="xs">
                <Anchor
                  size="sm"
                  fw={500}
                  renderRoot={(props) => (
                    <Link to="/contacts/$contactId" params={{ contactId: contact.id }} {...props} />
                  )}
                >
                  {[contact.firstName, contact.lastName].filter(Boolean).join(' ')}
                </Anchor>
                {contact.isPrimary && <Tag>{t`Primary`}</Tag>}
                {!contact.isActive && <Tag quiet>{t`Inactive`}</Tag>}
              </Group>
              <Text size="sm" c="dimmed">
                {[contact.title, contact.email ?? contact.phone].filter(Boolean).join(' · ')}
              </Text>
            </Stack>
          ))}
        </Stack>
      )}
    </Card>
  );
}
