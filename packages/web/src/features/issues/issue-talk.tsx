import { t } from '@lingui/core/macro';
import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useRefusal } from '../../components/viewer.ts';
import type { IssueFieldsFragment } from '../../graphql/graphql.ts';
import { AssigneesQuery } from './issue-actions.graphql.ts';
import type { IssueActions } from './use-issue-actions.ts';

type Props = { issue: IssueFieldsFragment; name: string; actions: IssueActions };

/** Who takes care of an issue, and what people have said about it. */
export function IssueTalk({ issue, name, actions }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const { comments, assignee } = issue;
  const said = comments.length === 0 ? '' : ` (${comments.length})`;
  const label = assignee ? `${assignee.name}${said}` : t`Assign or comment${said}`;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        aria-expanded={isOpen}
        aria-label={t`${label}, about ${name}`}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      {isOpen && <Talk issue={issue} name={name} actions={actions} />}
    </>
  );
}

function Talk({ issue, name, actions }: Props): ReactElement {
  const [{ data }] = useQuery({ query: AssigneesQuery });
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const refusal = useRefusal('canRetry');
  const people = (data?.users ?? []).map((one) => ({ value: one.id, label: one.name }));
  const send = async (): Promise<void> => {
    setBusy(true);
    if (await actions.comment(issue.id, text.trim())) setText('');
    setBusy(false);
  };
  return (
    <Stack gap="xs" mt="xs" w="100%">
      <Select
        label={t`Assigned to`}
        placeholder={t`Nobody`}
        data={people}
        value={issue.assignee?.id ?? null}
        onChange={(userId) => void actions.assign(issue.id, userId)}
        disabled={refusal !== null}
        clearable
        clearButtonProps={{ 'aria-label': t`Assign to nobody` }}
        maw={260}
        size="xs"
      />
      {issue.comments.map((comment) => (
        <Text key={comment.id} size="sm">
          <Text component="span" inherit fw={600}>
            {comment.author}
          </Text>{' '}
          <Text component="span" size="xs" c="dimmed">
            <RelativeTime at={comment.at} />
          </Text>
          <br />
          {comment.text}
        </Text>
      ))}
      <Group align="flex-end" gap="xs">
        <Textarea
          aria-label={t`Comment on ${name}`}
          placeholder={t`What was found out, what was agreed`}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autosize
          minRows={1}
          maxLength={2000}
          size="xs"
          style={{ flex: '1 1 16rem' }}
        />
        <GuardedButton
          needs="canRetry"
          size="xs"
          variant="default"
          loading={isBusy}
          disabled={text.trim() === ''}
          onClick={() => void send()}
        >{t`Comment`}</GuardedButton>
      </Group>
    </Stack>
  );
}
