import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Group } from '@mantine/core';
import { IconPencil, IconTrophy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { ExternalLink } from '../../components/external-link.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { Money } from '../../components/money.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
import { SyncBadge } from '../../components/sync-badge.tsx';
import { SyncRecordButton } from '../../components/sync-record-button.tsx';
import { type FragmentType, readFragment } from '../../graphql/fragment-masking.ts';
import type { OpportunityQuery as Data } from '../../graphql/graphql.ts';
import { LostDialog } from './lost-dialog.tsx';
import { OpportunityHeaderFragment } from './opportunities.graphql.ts';
import { ReopenDialog } from './reopen-dialog.tsx';
import { WonDialog } from './won-dialog.tsx';

type Props = { opportunity: FragmentType<typeof OpportunityHeaderFragment>; stages: Data['pipelineStages'] };
type Dialog = 'won' | 'lost' | 'reopen';

export function OpportunityHeader({ opportunity: masked, stages }: Props): ReactElement {
  const opportunity = readFragment(OpportunityHeaderFragment, masked);
  const { id, stage, client, link } = opportunity;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const isOpen = stage.kind === 'OPEN';
  return (
    <>
      <PageHeader
        title={opportunity.name}
        back={{ to: '/opportunities', label: t`Opportunities` }}
        aside={<StageBadge stage={stage} />}
        description={
          <Group style={{ gap: '4px 16px' }}>
            <Anchor
              size="sm"
              renderRoot={(props) => <Link to="/clients/$clientId" params={{ clientId: client.id }} {...props} />}
            >
              {client.name}
            </Anchor>
            <span>
              {opportunity.recurring.length > 0 ? t`Paid once` : t`Amount`}{' '}
              <Money amount={opportunity.amount} fw={600} c="var(--mantine-color-text)" />
            </span>
            {opportunity.recurring.length > 0 && (
              <span>
                <Trans>
                  A month <Money amount={opportunity.monthly} fw={600} c="var(--mantine-color-text)" />
                </Trans>
              </span>
            )}
            <SyncBadge link={link} />
            {link?.url && <ExternalLink href={link.url}>{t`View opportunity in ConnectWise`}</ExternalLink>}
            {client.link?.url && <ExternalLink href={client.link.url}>{t`View client in ConnectWise`}</ExternalLink>}
          </Group>
        }
        actions={
          <>
            {isOpen ? (
              <>
                <GuardedButton
                  needs="canEdit"
                  leftSection={<IconTrophy size={16} aria-hidden />}
                  onClick={() => setDialog('won')}
                >{t`Mark won`}</GuardedButton>
                <GuardedButton
                  needs="canEdit"
                  variant="default"
                  onClick={() => setDialog('lost')}
                >{t`Mark lost`}</GuardedButton>
              </>
            ) : (
              <GuardedButton
                needs="canEdit"
                variant="default"
                onClick={() => setDialog('reopen')}
              >{t`Reopen`}</GuardedButton>
            )}
            <SyncRecordButton entity="OPPORTUNITY" localId={id} />
            <GuardedLinkButton
              needs="canEdit"
              variant="default"
              link={{ to: '/opportunities/$opportunityId/edit', params: { opportunityId: id } }}
              leftSection={<IconPencil size={16} aria-hidden />}
            >{t`Edit`}</GuardedLinkButton>
          </>
        }
      />
      <WonDialog opened={dialog === 'won'} onClose={close} opportunity={opportunity} />
      <LostDialog opened={dialog === 'lost'} onClose={close} opportunity={opportunity} />
      <ReopenDialog opened={dialog === 'reopen'} onClose={close} opportunity={opportunity} stages={stages} />
    </>
  );
}
