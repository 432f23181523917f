import { msg, plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Badge, Button, Card, Group, Select, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { groupDigits, words } from '../../../components/language/language.ts';
import { notifyDone } from '../../../components/notify.ts';
import { formatPercent } from '../../../components/percent.ts';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { widthFor } from '../../../components/text-room.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { ClashDecision, TaxImportFieldsFragment, TaxImportState } from '../../../graphql/graphql.ts';
import classes from './map-table.module.css';
import { ImportTaxCodesMutation, TaxImportFields } from './tax-map.graphql.ts';

type Item = TaxImportFieldsFragment;
type Decisions = Readonly<Record<string, ClashDecision>>;

const written = {
  additionalTypenames: [
    'MappedTaxRegion',
    'TaxMapping',
    'TaxRegion',
    'TaxCategory',
    'ReferenceItem',
    'DriftTask',
    'SettingsRevision',
  ],
};

/** Reads the tax codes, shows what an import would do with each, and does it when told. */
export function TaxImport({ importedAt }: { importedAt: string | null | undefined }): ReactElement {
  const [{ fetching }, run] = useMutation(ImportTaxCodesMutation);
  const [items, setItems] = useState<readonly Item[] | null>(null);
  const [decisions, setDecisions] = useState<Decisions>({});
  const [trouble, setTrouble] = useState<string[]>([]);
  const ask = async (apply: boolean): Promise<void> => {
    setTrouble([]);
    const given = Object.entries(decisions).map(([taxCodeId, decision]) => ({ taxCodeId, decision }));
    const { data, error } = await run({ apply, decisions: given }, apply ? written : {});
    if (error) return setTrouble([failureText(error)]);
    const answer = data?.importTaxCodes;
    if (!answer || answer.problems.length > 0) return setTrouble(answer?.problems.map((p) => p.message) ?? []);
    if (!answer.applied) return setItems(readFragment(TaxImportFields, answer.items));
    setItems(null);
    setDecisions({});
    notifyDone(t`Tax codes imported. Existing quotes keep their rate.`);
  };
  return (
    <Card component="section" aria-label={t`Import of tax codes`}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 18rem', minWidth: 0 }}>
          <Title order={2}>{t`Import of tax codes`}</Title>
          <Text size="sm" c="dimmed">
            <Trans>
              One tax region for each tax code of ConnectWise, with Taxable at the code’s rate and Non-taxable at 0 %.
              You can repeat it at any time. It creates nothing twice.{' '}
              {importedAt ? (
                <Trans>
                  Last import <RelativeTime at={importedAt} />.
                </Trans>
              ) : (
                t`Nothing was imported yet.`
              )}
            </Trans>
          </Text>
        </div>
        <GuardedButton
          needs="canAdminister"
          variant={items ? 'default' : 'filled'}
          loading={fetching}
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void ask(false)}
        >
          {items ? t`Read again` : t`Import tax codes`}
        </GuardedButton>
      </Group>
      {trouble.length > 0 && (
        <Alert color="red" mt="md" role="alert">
          {trouble.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </Alert>
      )}
      {items && (
        <Preview
          items={items}
          decisions={decisions}
          onDecide={(id, decision) => setDecisions((before) => ({ ...before, [id]: decision }))}
          isBusy={fetching}
          onApply={() => void ask(true)}
          onCancel={() => setItems(null)}
        />
      )}
    </Card>
  );
}

type PreviewProps = {
  items: readonly Item[];
  decisions: Decisions;
  onDecide: (taxCodeId: string, decision: ClashDecision) => void;
  isBusy: boolean;
  onApply: () => void;
  onCancel: () => void;
};

const stateWords: Record<TaxImportState, { label: string; color: string }> = words({
  NEW: { label: msg`new`, color: 'green' },
  CHANGED: { label: msg`changed`, color: 'blue' },
  UNCHANGED: { label: msg`unchanged`, color: 'gray' },
  CLASH: { label: msg`name is taken`, color: 'yellow' },
  MAPPED: { label: msg`mapped directly`, color: 'gray' },
  SKIPPED: { label: msg`skipped`, color: 'gray' },
});

function Preview({ items, decisions, onDecide, isBusy, onApply, onCancel }: PreviewProps): ReactElement {
  const undecided = items.filter(({ state, taxCodeId }) => state === 'CLASH' && !decisions[taxCodeId]).length;
  return (
    <>
      {items.length === 0 ? (
        <Text size="sm" mt="md" role="status">{t`ConnectWise has no tax codes.`}</Text>
      ) : (
        <table
          className={classes.table}
          aria-label={t`What the import does`}
          style={{ marginTop: 'var(--mantine-spacing-md)' }}
        >
          <thead>
            <tr>
              <th scope="col">{t`Tax code`}</th>
              <th scope="col" style={{ width: widthFor('8.5rem', t`Import`) }}>{t`Import`}</th>
              <th scope="col">{t`Tax region`}</th>
              <th
                scope="col"
                className={classes.number}
                style={{ width: widthFor('7.5rem', t`Taxable`) }}
              >{t`Taxable`}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <PreviewRow key={item.taxCodeId} item={item} decision={decisions[item.taxCodeId]} onDecide={onDecide} />
            ))}
          </tbody>
        </table>
      )}
      <Group justify="flex-end" gap="xs" mt="md">
        {undecided > 0 && (
          <Text size="sm" c="dimmed" role="status">
            {plural(undecided, {
              one: 'One name is taken: choose what to do.',
              other: '# names are taken: choose what to do.',
            })}
          </Text>
        )}
        <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>
        <GuardedButton
          needs="canAdminister"
          loading={isBusy}
          blockedBecause={undecided > 0 ? t`Choose first what to do where a name is taken.` : null}
          onClick={onApply}
        >{t`Apply import`}</GuardedButton>
      </Group>
    </>
  );
}

const clashChoices: { value: ClashDecision; label: string }[] = words([
  { value: 'ADOPT', label: msg`It stands for this code` },
  { value: 'LEAVE_OUT', label: msg`Do not import the code` },
]);

type RowProps = { item: Item; decision: ClashDecision | undefined; onDecide: PreviewProps['onDecide'] };

function PreviewRow({ item, decision, onDecide }: RowProps): ReactElement {
  const { label, color } = stateWords[item.state];
  const isChange = item.rateBefore !== null && Number(item.rateBefore) !== Number(item.rate);
  return (
    <tr>
      <th scope="row">
        <Text size="sm" component="div">
          <Text span inherit fw={500}>
            {item.label}
          </Text>
          {item.identifier && (
            <Text span size="xs" c="dimmed" ml={6}>
              {item.identifier}
            </Text>
          )}
          {item.notes.map((note) => (
            <Text key={note} size="xs" c="dimmed">
              {note}
            </Text>
          ))}
        </Text>
      </th>
      <td>
        <Text size="sm" component="div">
          <Badge variant="light" color={color} size="sm">
            {label}
          </Badge>
        </Text>
      </td>
      <td>
        {item.state === 'CLASH' ? (
          <>
            <Text size="sm">{t`“${item.regionName}” is there already`}</Text>
            <Select
              aria-label={t`Tax region "${item.regionName}" is there already`}
              placeholder={t`Choose what to do`}
              data={clashChoices}
              value={decision ?? null}
              onChange={(value) => value && onDecide(item.taxCodeId, value)}
            />
          </>
        ) : (
          <Text size="sm" c={item.state === 'SKIPPED' ? 'dimmed' : undefined}>
            {item.state === 'SKIPPED' && !item.rateBefore ? '–' : item.regionName}
          </Text>
        )}
      </td>
      <td className={classes.number} data-label={t`Taxable`}>
        <Text size="sm" component="span" display="inline-block">
          {item.rate
            ? isChange && item.rateBefore
              ? `${groupDigits(item.rateBefore)} → ${formatPercent(item.rate)}`
              : formatPercent(item.rate)
            : '–'}
        </Text>
      </td>
    </tr>
  );
}
