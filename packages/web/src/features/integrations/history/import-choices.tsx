import { plural, t } from '@lingui/core/macro';
import { Alert, Checkbox, Select, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { ImportChoiceInput } from '../../../graphql/graphql.ts';
import { type ImportLine, LEAVE_OUT } from './import-lines.ts';

type ListProps = { lines: readonly ImportLine[]; onChoose: (choice: ImportChoiceInput) => void };
type NotFoundProps = ListProps & { leaveOut: boolean; onLeaveOut: (leaveOut: boolean) => void };

/** What the document names and nothing here is called; beside each what shall stand for it. */
export function NotFound({ lines, onChoose, leaveOut, onLeaveOut }: NotFoundProps): ReactElement | null {
  if (lines.length === 0) return null;
  const open = lines.filter((line) => line.value === null).length;
  return (
    <Alert color={open > 0 ? 'orange' : 'gray'} icon={<IconAlertTriangle size={18} />} title={titleOf(lines.length)}>
      <Choices lines={lines} onChoose={onChoose} label={t`Not found here`} />
      {open > 0 && (
        <>
          <Text size="sm" mt="xs">
            {open === 1
              ? t`Choose what stands for it here, create it in ConnectWise under the same name and refresh the lists, or continue without it.`
              : t`Choose what stands for each here, create it in ConnectWise under the same name and refresh the lists, or continue without it.`}
          </Text>
          <Checkbox
            mt="xs"
            label={open === 1 ? t`Leave it out` : t`Leave them out`}
            checked={leaveOut}
            onChange={({ currentTarget }) => onLeaveOut(currentTarget.checked)}
          />
        </>
      )}
    </Alert>
  );
}

/** What has another ID here; the entry of exactly the same name is chosen, and can be changed. */
export function FoundByName({ lines, onChoose }: ListProps): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <section aria-label={t`Found by name`}>
      <Title order={3} mb={6}>{t`Found by name`}</Title>
      <Choices lines={lines} onChoose={onChoose} label={t`Found by name`} />
    </section>
  );
}

function Choices({ lines, onChoose, label }: ListProps & { label: string }): ReactElement {
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }} aria-label={label}>
      {lines.map((line) => (
        <li key={`${line.kind}:${line.id}`}>
          <Text size="sm">
            <b>{capitalised(line.name)}</b>
            {line.reason && `: ${line.reason}`}
          </Text>
          <Select
            size="sm"
            searchable
            allowDeselect={false}
            aria-label={t`Here for ${line.name}`}
            placeholder={t`Choose what stands for it`}
            nothingFoundMessage={t`Nothing has that name.`}
            data={line.options}
            value={line.value}
            onChange={(value) =>
              value && onChoose({ kind: line.kind, id: line.id, newId: value === LEAVE_OUT ? null : value })
            }
          />
        </li>
      ))}
    </Stack>
  );
}

const titleOf = (count: number): string =>
  plural(count, { one: 'One thing was not found here', other: '# things were not found here' });

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
