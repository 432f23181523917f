import { msg, t } from '@lingui/core/macro';
import { Button, Card, Group, Select, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { termWords } from '../../components/kept-for.tsx';
import { words } from '../../components/language/language.ts';
import { told } from '../../components/notify.ts';
import { formatCount } from '../../components/sync-words.ts';
import type { RetentionQuery as RetentionData } from '../../graphql/graphql.ts';
import { retentionContext, SaveRetention, SaveRunsRetention } from './retention.graphql.ts';

type Stored = RetentionData['retention'];
type Kind = 'auditDays' | 'securityDays' | 'deliveriesDays' | 'alertsDays' | 'mailsDays';
type Terms = Record<Kind, number | null> & { runsDays: number | null; exportsFirst: boolean };

const LONG = [90, 180, 365, 730, 1095, 1825, 3650];
const SHORT = [7, 14, 30, 90, 180, 365, 730];

const fields: readonly { name: Kind; label: string; description: string; choices: readonly number[]; kind: string }[] =
  words([
    {
      name: 'auditDays',
      label: msg`Audit log`,
      description: msg`And the sync entries in the histories of records.`,
      choices: LONG,
      kind: 'AUDIT',
    },
    {
      name: 'securityDays',
      label: msg`Security log`,
      description: msg`Sign-ins, people, keys, settings.`,
      choices: LONG,
      kind: 'SECURITY',
    },
    {
      name: 'deliveriesDays',
      label: msg`Webhook deliveries`,
      description: msg`Messages that are over, with their attempts.`,
      choices: SHORT,
      kind: 'DELIVERIES',
    },
    {
      name: 'alertsDays',
      label: msg`Alert history`,
      description: msg`Alerts that are over.`,
      choices: SHORT,
      kind: 'ALERTS',
    },
    { name: 'mailsDays', label: msg`Mails`, description: msg`On the page Outbox.`, choices: SHORT, kind: 'MAILS' },
  ]);

const FOREVER = 'forever';
const said = (days: number | null): string => (days === null ? t`for good` : termWords(days));

function optionsOf(choices: readonly number[], current: number | null): { value: string; label: string }[] {
  const days = [...new Set(current === null ? choices : [...choices, current])].sort((a, b) => a - b);
  return [
    ...days.map((one) => ({ value: String(one), label: termWords(one) })),
    { value: FOREVER, label: t`For good` },
  ];
}

/** Longest terms first: what a change would take away at once. */
const shortened = (before: Stored, after: Terms): string[] =>
  fields.flatMap(({ name, label }) => {
    const [was, is] = [before[name] ?? null, after[name]];
    return is !== null && (was === null || is < was) ? [t`${label}: everything older than ${said(is)}`] : [];
  });

/** How long each log is kept. */
export function TermsCard({ stored }: { stored: Stored }): ReactElement {
  const [terms, setTerms] = useState<Terms>(() => termsOf(stored));
  const [isAsked, setAsked] = useState(false);
  const [{ fetching }, save] = useMutation(SaveRetention);
  const [, saveRuns] = useMutation(SaveRunsRetention);
  const before = termsOf(stored);
  const isDirty = JSON.stringify(terms) !== JSON.stringify(before);
  const goes = shortened(stored, terms);
  const submit = async (): Promise<boolean> => {
    setAsked(false);
    const { runsDays, ...input } = terms;
    const { data, error } = await save({ input }, retentionContext);
    if (error || (data && data.saveRetention.problems.length > 0)) return told(error, data?.saveRetention.problems, '');
    if (runsDays !== null && runsDays !== before.runsDays) {
      const answer = await saveRuns({ days: runsDays }, retentionContext);
      return told(answer.error, answer.data?.saveSyncSettings.problems, t`Retention saved.`);
    }
    return told(undefined, [], t`Retention saved.`);
  };
  return (
    <Card component="section" aria-label={t`How long logs are kept`}>
      <Title order={2} mb="sm">{t`How long logs are kept`}</Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="md">
        {fields.map(({ name, label, description, choices, kind }) => (
          <Select
            key={name}
            label={label}
            description={[description, removedText(stored, kind)].filter(Boolean).join(' ')}
            allowDeselect={false}
            data={optionsOf(choices, before[name])}
            value={terms[name] === null ? FOREVER : String(terms[name])}
            onChange={(value) =>
              setTerms((now) => ({ ...now, [name]: value === FOREVER || value === null ? null : Number(value) }))
            }
          />
        ))}
        {before.runsDays !== null && (
          <Select
            label={t`Runs`}
            description={t`Runs that are over. A first sync is kept for good.`}
            allowDeselect={false}
            data={optionsOf(SHORT, before.runsDays).filter(({ value }) => value !== FOREVER)}
            value={String(terms.runsDays)}
            onChange={(value) => setTerms((now) => ({ ...now, runsDays: Number(value) }))}
          />
        )}
      </SimpleGrid>
      <Stack>
        <Switch
          label={t`Export rows to a file before they go`}
          description={t`A row is removed only once a file holds it.`}
          checked={terms.exportsFirst}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            setTerms((now) => ({ ...now, exportsFirst: checked }));
          }}
        />
        <Group gap="sm">
          <Button
            onClick={() => (goes.length > 0 ? setAsked(true) : void submit())}
            loading={fetching}
            disabled={!isDirty}
          >{t`Save`}</Button>
          {isDirty && <Text size="sm" c="dimmed">{t`Not saved yet.`}</Text>}
        </Group>
      </Stack>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={t`Remove what is older?`}
        confirmLabel={t`Save and remove`}
        onConfirm={submit}
      >
        <Text size="sm">{t`Within some minutes a worker removes, for good:`}</Text>
        <ul>
          {goes.map((line) => (
            <li key={line}>
              <Text size="sm">{line}</Text>
            </li>
          ))}
        </ul>
        <Text size="sm">
          {terms.exportsFirst
            ? t`It is exported to files first, which stay until somebody deletes them.`
            : t`It is not exported first.`}
        </Text>
      </ConfirmDialog>
    </Card>
  );
}

function termsOf(stored: Stored): Terms {
  const { auditDays, securityDays, deliveriesDays, alertsDays, mailsDays, runsDays, exportsFirst } = stored;
  return {
    auditDays: auditDays ?? null,
    securityDays: securityDays ?? null,
    deliveriesDays: deliveriesDays ?? null,
    alertsDays: alertsDays ?? null,
    mailsDays: mailsDays ?? null,
    runsDays: runsDays ?? null,
    exportsFirst,
  };
}

function removedText({ removed }: Stored, kind: string): string | null {
  const found = removed.find((one) => one.kind === kind);
  return found && found.removed > 0 ? t`${formatCount(found.removed)} removed so far.` : null;
}
