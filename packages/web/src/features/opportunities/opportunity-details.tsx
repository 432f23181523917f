import { t } from '@lingui/core/macro';
import { Anchor, Card, SimpleGrid, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { customFieldFacts } from '../../components/custom-fields.tsx';
import { Day } from '../../components/day.tsx';
import { Facts } from '../../components/facts.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { type FragmentType, readFragment } from '../../graphql/fragment-masking.ts';
import { OpportunityDetailsFragment } from './opportunities.graphql.ts';

type Props = { opportunity: FragmentType<typeof OpportunityDetailsFragment> };

export function OpportunityDetails({ opportunity: masked }: Props): ReactElement {
  const opportunity = readFragment(OpportunityDetailsFragment, masked);
  const { client, contact, owner } = opportunity;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
      <Card component="section" aria-labelledby="opportunity-facts">
        <Title order={2} mb="md" id="opportunity-facts">{t`Details`}</Title>
        <Facts
          facts={[
            {
              label: t`Client`,
              value: (
                <Anchor
                  inherit
                  renderRoot={(props) => <Link to="/clients/$clientId" params={{ clientId: client.id }} {...props} />}
                >
                  {client.name}
                </Anchor>
              ),
            },
            { label: t`Contact`, value: contact && <ContactFact contact={contact} /> },
            { label: t`Owner`, value: owner?.name },
            { label: t`Expected close`, value: <Day day={opportunity.expectedCloseDate} /> },
            ...(opportunity.wonAt ? [{ label: t`Won`, value: <RelativeTime at={opportunity.wonAt} /> }] : []),
            ...(opportunity.lostAt ? [{ label: t`Lost`, value: <RelativeTime at={opportunity.lostAt} /> }] : []),
            ...customFieldFacts(opportunity.customFields),
            ...(opportunity.openSince < opportunity.createdAt
              ? [{ label: t`Entered in ConnectWise`, value: <RelativeTime at={opportunity.openSince} /> }]
              : []),
            { label: t`Changed`, value: <RelativeTime at={opportunity.updatedAt} /> },
            { label: t`Added`, value: <RelativeTime at={opportunity.createdAt} /> },
          ]}
        />
      </Card>
      <Card component="section" aria-labelledby="opportunity-notes">
        <Title order={2} mb="md" id="opportunity-notes">{t`Notes`}</Title>
        <Text size="sm" c={opportunity.notes ? undefined : 'dimmed'} style={{ whiteSpace: 'pre-wrap' }}>
          {opportunity.notes ?? t`No notes.`}
        </Text>
      </Card>
    </SimpleGrid>
  );
}

type Contact = {
  id: string;
  firstName: string;
  lastName?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
};

function ContactFact({ contact }: { contact: Contact }): ReactElement {
  const reach = [contact.email, contact.phone].filter(Boolean).join(' · ');
  return (
    <>
      <Anchor
        inherit
        renderRoot={(props) => <Link to="/contacts/$contactId" params={{ contactId: contact.id }} {...props} />}
      >
        {[contact.firstName, contact.lastName].filter(Boolean).join(' ')}
      </Anchor>
      {reach && <div>{reach}</div>}
    </>
  );
}
