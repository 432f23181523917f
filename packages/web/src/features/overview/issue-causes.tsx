import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useRef } from 'react';
import { useQuery } from 'urql';
import { HowLong } from '../../components/relative-time.tsx';
import { causeWords, directionInSentence, entityWords, formatCount } from '../../components/sync-words.ts';
import { useOnChange } from '../../components/use-on-change.ts';
import { OverviewIssuesQuery } from './figures.graphql.ts';

const MAX_SHOWN = 6;

/** Open issues by cause, the largest first; `open` is how many there are, and asks anew when it changes. */
export function IssueCauses({ open }: { open: number }): ReactElement | null {
  const [{ data }, ask] = useQuery({ query: OverviewIssuesQuery });
  const known = useRef(open);
  useOnChange(open, () => {
    if (open === known.current) return;
    known.current = open;
    ask({ requestPolicy: 'network-only' });
  });
  const groups = data?.issueGroups ?? [];
  if (groups.length === 0) return null;
  return (
    <section aria-label={t`Issues by cause`}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t`Issues by cause`}</Title>
        <Anchor size="sm" renderRoot={(props) => <Link to="/issues" {...props} />}>
          {groups.length > MAX_SHOWN ? t`All ${formatCount(groups.length)} causes` : t`Open the issues`}
        </Anchor>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {groups.slice(0, MAX_SHOWN).map(({ code, entity, direction, count, since, newLastDay, newDayBefore }) => (
          <Card key={`${code} ${entity} ${direction}`} padding="md">
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Anchor
                fw={600}
                size="sm"
                renderRoot={(props) => <Link to="/issues" search={{ code, entity, direction }} {...props} />}
              >
                {causeWords(code)}
              </Anchor>
              <Text fw={600} className="tabular">
                {formatCount(count)}
              </Text>
            </Group>
            <Text size="xs" c="dimmed">
              <Trans>
                {entityWords[entity].many}, {directionInSentence[direction]}. For <HowLong at={since} />
              </Trans>
              {newLastDay > 0 &&
                t`, ${formatCount(newLastDay)} new in 24 hours (${formatCount(newDayBefore)} the day before)`}
              {'.'}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
    </section>
  );
}
