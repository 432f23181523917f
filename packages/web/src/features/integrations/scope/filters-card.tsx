import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Card, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { Direction } from '../../../graphql/graphql.ts';
import { FilterGroup } from './filter-group.tsx';
import { filteredKinds } from './filter-words.ts';
import type { Options, ScopeValues } from './scope-form.ts';
import { StandingQuestion } from './standing-question.tsx';

type Props = { form: UseFormReturnType<ScopeValues>; options: Options; isStarted: boolean };

/** Which records are synced at all, kind by kind and direction by direction. */
export function FiltersCard({ form, options, isStarted }: Props): ReactElement {
  const [direction, setDirection] = useState<Direction>('IN');
  return (
    <Card component="section" aria-label={t`Filters`}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={2}>{t`Filters`}</Title>
          <Text size="sm" c="dimmed">
            <Trans>
              A record must pass all rules of its kind. One that does not is neither created nor updated. Nothing is
              ever deleted, and what passes later comes in with the next poll.{' '}
              <Anchor inherit renderRoot={(props) => <Link to="/integrations/excluded" {...props} />}>
                Show what is excluded
              </Anchor>
            </Trans>
          </Text>
        </div>
        <SegmentedControl
          aria-label={t`Direction`}
          value={direction}
          onChange={(picked) => setDirection(picked === 'OUT' ? 'OUT' : 'IN')}
          data={[
            { value: 'IN', label: t`From ConnectWise` },
            { value: 'OUT', label: t`To ConnectWise` },
          ]}
        />
      </Group>
      {direction === 'OUT' && (
        <Text
          size="sm"
          c="dimmed"
          mt="xs"
        >{t`What a won opportunity needs is sent with it, whatever these rules say. The audit log names it.`}</Text>
      )}
      {direction === 'IN' && <StandingQuestion form={form} isStarted={isStarted} />}
      <Stack mt="md" gap="md">
        {filteredKinds.map(({ entity, label }) => (
          <FilterGroup
            key={`${entity}${direction}`}
            entity={entity}
            label={label}
            direction={direction}
            form={form}
            options={options}
          />
        ))}
      </Stack>
    </Card>
  );
}
