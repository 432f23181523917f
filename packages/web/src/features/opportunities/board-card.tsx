import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { memo, type ReactElement } from 'react';
import { useMutation } from 'urql';
import { DueDay } from '../../components/activities/due-day.tsx';
import { formatDay } from '../../components/day.tsx';
import { Money } from '../../components/money.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { QuickLink } from '../../components/quick-link.tsx';
import { useRefusal } from '../../components/viewer.ts';
import type { BoardColumnQuery as Data } from '../../graphql/graphql.ts';
import classes from './board.module.css';
import type { Stage } from './board-stage.ts';
import { UpdateOpportunityMutation } from './opportunities.graphql.ts';
import { answerProblems, changesOpportunities } from './outcome.ts';

type Card = Data['opportunities']['items'][number];

type Props = { opportunity: Card; stages: readonly Stage[] };

/** Rendered again when its own record changes. A board has a hundred cards, so that they are made of plain elements. */
export const BoardCard = memo(function BoardCard({ opportunity, stages }: Props): ReactElement {
  const { id, name, client, expectedCloseDate, owner } = opportunity;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <QuickLink
          link={{ to: '/opportunities/$opportunityId', params: { opportunityId: id } }}
          className={classes.name}
        >
          {name}
        </QuickLink>
        <MoveMenu opportunity={opportunity} stages={stages} />
      </div>
      <div className={classes.quiet}>{client.name}</div>
      <div className={classes.worth}>
        <Worth opportunity={opportunity} />
        <span className={classes.quiet}>
          {[owner?.name, expectedCloseDate ? formatDay(expectedCloseDate) : null].filter(Boolean).join(' · ')}
        </span>
      </div>
      <NextStep step={opportunity.nextStep} />
      <div className={classes.quiet}>
        <Trans>
          Open <Age since={opportunity.openSince} />
        </Trans>
        {expectedCloseDate && expectedCloseDate < today() && (
          <span className={classes.overdue}> {t`· close date passed`}</span>
        )}
      </div>
    </li>
  );
});

function Worth({ opportunity: { amount, monthly, isAmountForecast } }: Pick<Props, 'opportunity'>): ReactElement {
  return (
    <span className={classes.amount}>
      {amount === null ? <span className={classes.none}>{t`No amount`}</span> : <Money amount={amount} />}
      {monthly && (
        <span className={classes.quiet}>
          <Trans>
            {' '}
            + <Money amount={monthly} /> a month
          </Trans>
        </span>
      )}
      {isAmountForecast && <span className={classes.quiet}> {t`ConnectWise forecast`}</span>}
    </span>
  );
}

function NextStep({ step }: { step: Card['nextStep'] }): ReactElement {
  if (!step) return <div className={classes.quiet}>{t`No next step`}</div>;
  return (
    <div className={classes.step}>
      {t`Next: ${step.subject}`}
      {step.dueOn && (
        <>
          {' · '}
          <DueDay day={step.dueOn} isOverdue={step.isOverdue} />
        </>
      )}
    </div>
  );
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** "for 12 days": how long an opportunity has been there. */
function Age({ since }: { since: string }): ReactElement {
  const days = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 86_400_000));
  return (
    <time dateTime={since}>
      {days === 0 ? t`since today` : plural(days, { one: `for ${days} day`, other: `for ${days} days` })}
    </time>
  );
}

function MoveMenu({ opportunity, stages }: { opportunity: Card; stages: readonly Stage[] }): ReactElement {
  const refusal = useRefusal('canEdit');
  const [{ fetching }, update] = useMutation(UpdateOpportunityMutation);
  const move = async (stage: Stage): Promise<void> => {
    const { data, error } = await update(
      { id: opportunity.id, input: movedTo(opportunity, stage.id) },
      changesOpportunities,
    );
    const problems = answerProblems(error, data?.updateOpportunity.problems);
    if (problems.length > 0) notifyFailure(problems.map((problem) => problem.message).join(' '));
    else notifyDone(t`“${opportunity.name}” is now in ${stage.name}.`);
  };
  const label = t`Move ${opportunity.name} to another stage`;
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={label}
      aria-description={refusal ?? undefined}
      aria-disabled={refusal ? true : undefined}
      data-disabled={refusal ? true : undefined}
      loading={fetching}
    >
      <IconArrowsRightLeft size={14} aria-hidden />
    </ActionIcon>
  );
  if (refusal) return <Tooltip label={refusal}>{button}</Tooltip>;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown aria-label={label}>
        <Menu.Label>{t`Move to`}</Menu.Label>
        {stages
          .filter((stage) => stage.id !== opportunity.stage.id)
          .map((stage) => (
            <Menu.Item key={stage.id} onClick={() => void move(stage)}>
              {stage.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Fields that are not sent stay as they are. */
const movedTo = ({ name, client, version }: Card, stageId: string) => ({ name, clientId: client.id, stageId, version });
