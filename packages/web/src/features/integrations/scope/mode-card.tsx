import { t } from '@lingui/core/macro';
import { Card, Group, Radio, SimpleGrid, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { NamedRadioGroup } from '../../../components/named-radio-group.tsx';
import type { SyncMode } from '../../../graphql/graphql.ts';
import { CatchUp } from './catch-up.tsx';
import { DirectionTable } from './direction-table.tsx';
import { DocumentLinkOptions } from './document-link-options.tsx';
import { ModeChange } from './mode-change.tsx';
import { ModeOptions } from './mode-options.tsx';
import { isSyncMode, modeWords, syncModes, timingText } from './mode-words.ts';
import classes from './scope.module.css';
import type { ScopeValues } from './scope-form.ts';

type Props = {
  form: UseFormReturnType<ScopeValues>;
  /** The mode in force. */
  saved: SyncMode;
  isStarted: boolean;
  nextPullAt: string | null;
  /** ConnectWise tells of changes by itself. */
  isTold: boolean;
};

/** The modes as large options with one sentence each, what the chosen one lets through, and when. */
export function ModeCard({ form, saved, isStarted, nextPullAt, isTold }: Props): ReactElement {
  const { mode } = form.values;
  return (
    <Card component="section" aria-label={t`What is synced`}>
      <Title order={2} mb="sm">{t`What is synced`}</Title>
      <NamedRadioGroup
        name={t`Sync mode`}
        value={mode}
        onChange={(picked) => isSyncMode(picked) && form.setFieldValue('mode', picked)}
      >
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
          {syncModes.map((one) => (
            <Radio.Card key={one} value={one} p="md" className={classes.option} aria-label={modeWords[one].label}>
              <Group wrap="nowrap" align="flex-start">
                <Radio.Indicator mt={2} />
                <div>
                  <Text fw={600}>{modeWords[one].label}</Text>
                  <Text size="sm" c="dimmed">
                    {modeWords[one].sentence}
                  </Text>
                </div>
              </Group>
            </Radio.Card>
          ))}
        </SimpleGrid>
      </NamedRadioGroup>
      <DirectionTable mode={mode} />
      <Text size="sm" mt="xs" aria-label={t`Timing`}>
        {timingText(mode, { nextPullAt: isStarted ? nextPullAt : null, isTold })}
      </Text>
      {mode !== saved && <ModeChange mode={mode} />}
      <ModeOptions form={form} />
      <DocumentLinkOptions form={form} />
      {isStarted && <CatchUp isModeSaved={mode === saved} />}
    </Card>
  );
}
