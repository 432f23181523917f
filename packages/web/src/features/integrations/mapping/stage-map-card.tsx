import { Badge, Card, Group, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import type { StageMapFieldsFragment } from '../../../graphql/graphql.ts';
import { OptionSelect } from '../setup/option-select.tsx';
import classes from './stage-map-card.module.css';
import type { StageMapValues, StageOptions } from './stage-map-form.ts';

type Row = StageMapFieldsFragment['stageMap'][number];
type Props = { form: UseFormReturnType<StageMapValues>; rows: readonly Row[]; options: StageOptions };

const kindWords: Record<Row['stage']['kind'], string | null> = { OPEN: null, WON: 'won', LOST: 'lost' };

/** Which stage and status of ConnectWise stands for each stage of the pipeline, and what comes out of it. */
export function StageMapCard({ form, rows, options }: Props): ReactElement {
  return (
    <Card component="section" aria-label="Stages">
      <Title order={2}>Stages</Title>
      <Text size="sm" c="dimmed" mb="md">
        A stage or status of ConnectWise can stand for one stage here; what another row has is not offered. Rows without
        a choice use the defaults.
      </Text>
      <table className={classes.table} aria-label="Stage map">
        <thead>
          <tr>
            <th scope="col">Stage here</th>
            <th scope="col">ConnectWise stage</th>
            <th scope="col">ConnectWise status</th>
            <th scope="col">Effective result</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <StageRow key={row.stage.id} row={row} index={index} form={form} options={options} />
          ))}
        </tbody>
      </table>
    </Card>
  );
}

type StageRowProps = { row: Row; index: number; form: Props['form']; options: StageOptions };

function StageRow({ row, index, form, options }: StageRowProps): ReactElement {
  const { name, kind } = row.stage;
  const values = form.values.stageMap[index];
  const isChanged =
    (values?.remoteStageId ?? '') !== (row.remoteStageId ?? '') ||
    (values?.remoteStatusId ?? '') !== (row.remoteStatusId ?? '');
  const select = (field: 'remoteStageId' | 'remoteStatusId', label: string, list: StageOptions['stages']) => (
    <OptionSelect
      aria-label={`${label} for ${name}`}
      placeholder="default"
      options={list}
      taken={takenBy(form.values.stageMap, field, index)}
      value={values?.[field] ?? ''}
      onChange={(remoteId) => form.setFieldValue(`stageMap.${index}.${field}`, remoteId)}
      error={form.errors[`stageMap.${index}.${field}`]}
    />
  );
  return (
    <tr>
      <th scope="row">
        <Group gap={8}>
          <Text size="sm" fw={500}>
            {name}
          </Text>
          {kindWords[kind] && (
            <Badge variant="default" size="sm">
              {kindWords[kind]}
            </Badge>
          )}
        </Group>
      </th>
      <td>{select('remoteStageId', 'ConnectWise stage', options.stages)}</td>
      <td>{select('remoteStatusId', 'ConnectWise status', options.statuses)}</td>
      <td>
        <Text size="sm" c="dimmed" fs={isChanged ? 'italic' : undefined}>
          {isChanged ? 'told after saving' : row.effective}
        </Text>
      </td>
    </tr>
  );
}

function takenBy(
  rows: StageMapValues['stageMap'],
  field: 'remoteStageId' | 'remoteStatusId',
  index: number,
): ReadonlySet<string> {
  return new Set(rows.filter((_, at) => at !== index).map((row) => row[field]));
}
