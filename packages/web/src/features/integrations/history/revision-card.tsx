import { t } from '@lingui/core/macro';
import { Badge, Card, Group, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import type { RevisionFieldsFragment } from '../../../graphql/graphql.ts';
import { SettingChanges } from './setting-changes.tsx';

type Props = { revision: RevisionFieldsFragment; onRestore: () => void };

/** One state of the settings, or an import of tax codes beside them: who made it, when, and what it changed. */
export function RevisionCard({ revision: one, onRestore }: Props): ReactElement {
  const isImport = one.kind === 'TAX_IMPORT';
  const title = isImport ? t`Import of tax codes` : t`Revision ${one.revision}`;
  return (
    <Card component="li" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Group gap="xs">
            <Title order={2} fz="md">
              {title}
            </Title>
            {one.isCurrent && <Badge variant="light" size="sm">{t`In force`}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {one.actor ?? t`By itself`}, <RelativeTime at={one.at} />
          </Text>
        </div>
        {one.isRestorable && (
          <GuardedButton
            needs="canAdminister"
            size="compact-sm"
            variant="default"
            onClick={onRestore}
            aria-label={t`Restore revision ${one.revision}`}
          >{t`Restore`}</GuardedButton>
        )}
      </Group>
      {one.note && (
        <Text size="sm" mt="xs">
          {one.note}
        </Text>
      )}
      {one.changes.length > 0 ? (
        <div style={{ marginTop: 10 }}>
          <SettingChanges changes={one.changes} {...(isImport ? { nothing: 'none' } : {})} />
        </div>
      ) : (
        <Text size="sm" mt="xs" c="dimmed">
          {unchangedWords(one)}
        </Text>
      )}
      {isImport && (
        <Text
          size="xs"
          mt="xs"
          c="dimmed"
        >{t`Cannot be restored: tax regions are records of the CRM, and a revision of the settings leaves them as they are. To bring their rates up to date, import the tax codes again.`}</Text>
      )}
    </Card>
  );
}

function unchangedWords({ kind, revision }: Props['revision']): string {
  if (kind === 'TAX_IMPORT') return t`No tax region changed.`;
  return revision === 1
    ? t`The settings as they were before anyone chose anything.`
    : t`Changed nothing that is shown.`;
}
