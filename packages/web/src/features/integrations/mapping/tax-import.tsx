import { Alert, Badge, Button, Card, Group, Select, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyDone } from '../../../components/notify.ts';
import { RelativeTime } from '../../../components/relative-time.tsx';
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
    notifyDone('The tax codes are imported. Quotes that exist keep the rate that they were made with.');
  };
  return (
    <Card component="section" aria-label="Import of tax codes">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 18rem', minWidth: 0 }}>
          <Title order={2}>Import of tax codes</Title>
          <Text size="sm" c="dimmed">
            One tax region for each tax code of ConnectWise, with Taxable at the code’s rate and Non-taxable at 0 %. It
            can be repeated at any time and makes nothing twice.{' '}
            {importedAt ? (
              <>
                Last import <RelativeTime at={importedAt} />.
              </>
            ) : (
              'Nothing was imported yet.'
            )}
          </Text>
        </div>
        <GuardedButton
          needs="canAdminister"
          variant={items ? 'default' : 'filled'}
          loading={fetching}
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => void ask(false)}
        >
          {items ? 'Read again' : 'Import tax codes'}
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

const stateWords: Record<TaxImportState, { label: string; color: string }> = {
  NEW: { label: 'new', color: 'green' },
  CHANGED: { label: 'changed', color: 'blue' },
  UNCHANGED: { label: 'unchanged', color: 'gray' },
  CLASH: { label: 'name is taken', color: 'yellow' },
  MAPPED: { label: 'mapped directly', color: 'gray' },
  SKIPPED: { label: 'skipped', color: 'gray' },
};

function Preview({ items, decisions, onDecide, isBusy, onApply, onCancel }: PreviewProps): ReactElement {
  const undecided = items.filter(({ state, taxCodeId }) => state === 'CLASH' && !decisions[taxCodeId]).length;
  return (
    <>
      {items.length === 0 ? (
        <Text size="sm" mt="md" role="status">
          ConnectWise has no tax codes.
        </Text>
      ) : (
        <table
          className={classes.table}
          aria-label="What the import does"
          style={{ marginTop: 'var(--mantine-spacing-md)' }}
        >
          <thead>
            <tr>
              <th scope="col">Tax code</th>
              <th scope="col" style={{ width: '8.5rem' }}>
                Import
              </th>
              <th scope="col">Tax region</th>
              <th scope="col" className={classes.number} style={{ width: '7.5rem' }}>
                Taxable
              </th>
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
            {undecided === 1
              ? 'One name is taken: choose what to do.'
              : `${undecided} names are taken: choose what to do.`}
          </Text>
        )}
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <GuardedButton
          needs="canAdminister"
          loading={isBusy}
          blockedBecause={undecided > 0 ? 'Choose first what to do where a name is taken.' : null}
          onClick={onApply}
        >
          Apply the import
        </GuardedButton>
      </Group>
    </>
  );
}

const clashChoices: { value: ClashDecision; label: string }[] = [
  { value: 'ADOPT', label: 'It stands for this code' },
  { value: 'LEAVE_OUT', label: 'Leave the code out' },
];

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
            <Text size="sm">“{item.regionName}” is there already</Text>
            <Select
              aria-label={`Tax region "${item.regionName}" is there already`}
              placeholder="Choose what to do"
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
      <td className={classes.number} data-label="Taxable">
        <Text size="sm" component="span" display="inline-block">
          {item.rate ? (isChange ? `${item.rateBefore} → ${item.rate} %` : `${item.rate} %`) : '–'}
        </Text>
      </td>
    </tr>
  );
}
