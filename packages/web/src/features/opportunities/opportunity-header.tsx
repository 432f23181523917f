import { t } from '@lingui/core/macro';
import { Anchor, Group } from '@mantine/core';
import { IconPencil, IconTrophy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { cycleAmount, cyclesWithoutMonth } from '../../components/cycle-amounts.ts';
import { ExternalLink } from '../../components/external-link.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { RecordBadge } from '../../components/links/record-badge.tsx';
import { Money, useFormatMoney } from '../../components/money.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StageBadge } from '../../components/stage-badge.tsx';
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
  const money = useFormatMoney();
  const together = (amount: string, without: readonly string[]): string =>
    without.length === 0
      ? t`together ${money(amount)} a month`
      : t`together ${money(amount)} a month, without ${without.join(', ')}`;
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
              {amountLabel(opportunity)} <Money amount={opportunity.amount} fw={600} c="var(--mantine-color-text)" />
            </span>
            {opportunity.recurring.map((sums) => (
              <span key={sums.cycle} className="tabular">
                {cycleAmount(sums, money)}
              </span>
            ))}
            {opportunity.recurring.length > 1 && opportunity.monthly && (
              <span className="tabular">
                {together(opportunity.monthly, cyclesWithoutMonth(opportunity.recurring))}
              </span>
            )}
            <RecordBadge entity="OPPORTUNITY" localId={id} link={link} />
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

/** A forecast is what ConnectWise says: nobody changes it here. */
function amountLabel({
  isAmountForecast,
  recurring,
}: {
  isAmountForecast: boolean;
  recurring: readonly unknown[];
}): string {
  if (isAmountForecast) return recurring.length > 0 ? t`ConnectWise forecast, paid once` : t`ConnectWise forecast`;
  return recurring.length > 0 ? t`Paid once, before tax` : t`Amount before tax`;
}
