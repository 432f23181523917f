import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Accordion, Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { inSentence } from '../../components/language/language.ts';
import { formatDuration } from '../../components/sync-words.ts';
import type { AuditEventDetailsQuery } from '../../graphql/graphql.ts';

type Exchange = NonNullable<AuditEventDetailsQuery['auditEvent']>['exchanges'][number];

/** The requests to ConnectWise that an entry tells of: a line each, with what was sent and what came back inside. */
export function AuditExchanges({ exchanges }: { exchanges: readonly Exchange[] }): ReactElement | null {
  if (exchanges.length === 0) return null;
  return (
    <section aria-label={t`Requests to ConnectWise`}>
      <Title order={3} mb={4}>{t`Requests to ConnectWise`}</Title>
      <Text
        size="sm"
        c="dimmed"
        mb="xs"
      >{t`What was sent and what came back, without keys. Long bodies are cut.`}</Text>
      <Accordion multiple variant="contained" chevronPosition="left">
        {exchanges.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other identity, and never change
          <Accordion.Item key={at} value={String(at)}>
            <Accordion.Control>
              <Line exchange={one} />
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                <Query path={one.path} />
                {one.failure && (
                  <Text size="sm">
                    <Trans>No answer came: {one.failure}</Trans>
                  </Text>
                )}
                <Body label={t`Request`} text={one.request} none={t`Nothing was sent with it.`} />
                <Body label={t`Answer`} text={one.answer} none={one.failure ? null : t`The answer was empty.`} />
                {one.requestId && (
                  <Text size="xs" c="dimmed">
                    <Trans>ConnectWise request {one.requestId}</Trans>
                  </Text>
                )}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}

function Line({ exchange: { method, path, status, durationMs } }: { exchange: Exchange }): ReactElement {
  const isBad = status === null || status >= 400;
  return (
    <Group gap="xs" wrap="nowrap" align="baseline">
      <Text size="sm" fw={600} ff="monospace">
        {method}
      </Text>
      <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere', flex: 1 }}>
        {path.split('?', 1)[0]}
      </Text>
      <Text size="sm" fw={isBad ? 600 : undefined} {...(isBad && { c: 'var(--mantine-color-error)' })}>
        {status ?? t`no answer`}
      </Text>
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {formatDuration(durationMs)}
      </Text>
    </Group>
  );
}

/** What was asked for, as a person reads it. */
function Query({ path }: { path: string }): ReactElement | null {
  const query = path.split('?').slice(1).join('?');
  if (!query) return null;
  return (
    <div>
      {[...new URLSearchParams(query)].map(([name, value]) => (
        <Text key={name} size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Text span inherit c="dimmed">
            {name}:
          </Text>{' '}
          <Text span inherit ff="monospace">
            {value}
          </Text>
        </Text>
      ))}
    </div>
  );
}

type BodyProps = { label: string; text: string | null | undefined; none: string | null };

function Body({ label, text, none }: BodyProps): ReactElement | null {
  if (!text && !none) return null;
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        {text && <Copy label={label} text={readable(text)} />}
      </Group>
      {text ? (
        <Code block tabIndex={0} aria-label={label} style={{ maxHeight: 320, overflow: 'auto' }}>
          {readable(text)}
        </Code>
      ) : (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
    </div>
  );
}

function Copy({ label, text }: { label: string; text: string }): ReactElement {
  return (
    <CopyButton value={text} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={copied ? <IconCheck size={12} aria-hidden /> : <IconCopy size={12} aria-hidden />}
          onClick={copy}
          aria-label={copied ? t`${label} copied` : t`Copy ${inSentence(label)}`}
        >
          {copied ? t`Copied` : t`Copy`}
        </Button>
      )}
    </CopyButton>
  );
}

/** JSON with its lines, where it is whole; a cut one as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
