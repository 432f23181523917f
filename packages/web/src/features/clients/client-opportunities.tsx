import { t } from '@lingui/core/macro';
import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
import { Worth } from '../../components/worth.tsx';
import { type FragmentType, readFragment } from '../../graphql/fragment-masking.ts';
import { ClientOpportunitiesFragment } from './clients.graphql.ts';

type Props = { client: FragmentType<typeof ClientOpportunitiesFragment> };

export function ClientOpportunities({ client: masked }: Props): ReactElement {
  const { id, opportunities } = readFragment(ClientOpportunitiesFragment, masked);
  return (
    <Card component="section" aria-labelledby="client-opportunities">
      <Group justify="space-between" gap={4} mb="md">
        <Title order={2} id="client-opportunities">{t`Opportunities`}</Title>
        <GuardedLinkButton
          needs="canEdit"
          size="compact-sm"
          variant="subtle"
          link={{ to: '/opportunities/new', search: { client: id } }}
          leftSection={<IconPlus size={14} aria-hidden />}
        >{t`Add opportunity`}</GuardedLinkButton>
      </Group>
      {opportunities.length === 0 ? (
        <Text size="sm" c="dimmed">{t`No opportunities yet.`}</Text>
      ) : (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
          {opportunities.map((opportunity) => (
            <Group component="li" key={opportunity.id} justify="space-between" gap="xs" align="baseline">
              <Anchor
                size="sm"
                fw={500}
                style={{ flex: '1 1 14rem' }}
                renderRoot={(props) => (
                  <Link to="/opportunities/$opportunityId" params={{ opportunityId: opportunity.id }} {...props} />
                )}
              >
                {opportunity.name}
              </Anchor>
              <Group gap="md" ml="auto">
                <StageBadge stage={opportunity.stage} />
                <Text size="sm" component="span" miw={80} ta="right">
                  <Worth opportunity={opportunity} />
                </Text>
              </Group>
            </Group>
          ))}
        </Stack>
      )}
    </Card>
  );
}
