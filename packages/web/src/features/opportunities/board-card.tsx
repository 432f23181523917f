import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Anchor, Group, Menu, Text, Tooltip } from '@mantine/core';
import { IconArrowsRightLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { DueDay } from '../../components/activities/due-day.tsx';
import { formatDay } from '../../components/day.tsx';
import { Money } from '../../components/money.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { useRefusal } from '../../components/viewer.ts';
import type { BoardColumnQuery as Data } from '../../graphql/graphql.ts';
import classes from './board.module.css';
import type { Stage } from './board-stage.ts';
import { UpdateOpportunityMutation } from './opportunities.graphql.ts';
import { answerProblems, changesOpportunities } from './outcome.ts';

type Card = Data['opportunities']['items'][number];

export function BoardCard({ opportunity, stages }: { opportunity: Card; stages: readonly Stage[] }): ReactElement {
  const { id, client, expectedCloseDate, owner } = opportunity;
  return (
    <li className={classes.card}>
      <Group wrap="nowrap" gap="xs" align="flex-start" justify="space-between">
        <Anchor
          size="sm"
          fw={500}
          renderRoot={(props) => <Link to="/opportunities/$opportunityId" params={{ opportunityId: id }} {...props} />}
        >
          {opportunity.name}
        </Anchor>
        <MoveMenu opportunity={opportunity} stages={stages} />
      </Group>
      <Text size="xs" c="dimmed">
        {client.name}
      </Text>
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="sm" fw={500} component="span">
          {opportunity.amount === null ? (
            <Text component="span" inherit fw={400} c="dimmed">{t`No amount`}</Text>
          ) : (
            <Money amount={opportunity.amount} />
          )}
          {opportunity.monthly && (
            <Text component="span" size="xs" c="dimmed">
              <Trans>
                {' '}
                + <Money amount={opportunity.monthly} /> a month
              </Trans>
            </Text>
          )}
        </Text>
        <Text size="xs" c="dimmed" component="span">
          {[owner?.name, expectedCloseDate ? formatDay(expectedCloseDate) : null].filter(Boolean).join(' · ')}
        </Text>
      </Group>
      <NextStep step={opportunity.nextStep} />
      <Text size="xs" c="dimmed">
        <Trans>
          Open <Age since={opportunity.createdAt} />
        </Trans>
        {expectedCloseDate && expectedCloseDate < today() && (
          <Text component="span" size="xs" fw={500} className={classes.overdue}>
            {' '}
            {t`· close date passed`}
          </Text>
        )}
      </Text>
    </li>
  );
}

function NextStep({ step }: { step: Card['nextStep'] }): ReactElement {
  if (!step) return <Text size="xs" c="dimmed" mt={4}>{t`No next step`}</Text>;
  return (
    <Text size="xs" mt={4} style={{ overflowWrap: 'anywhere' }}>
      {t`Next: ${step.subject}`}
      {step.dueOn && (
        <>
          {' · '}
          <DueDay day={step.dueOn} isOverdue={step.isOverdue} />
        </>
      )}
    </Text>
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
