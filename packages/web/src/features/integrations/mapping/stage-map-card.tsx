import { findOption, otherFields, type StageMapping } from '@causeway/shared/mapping/stage-mapping';
import { type Suggestion, suggestions } from '@causeway/shared/mapping/stage-suggestions.rules';
import { plural, t } from '@lingui/core/macro';
import { Alert, Button, Card, Group, Switch, Text, Title, VisuallyHidden } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, useState } from 'react';
import type { MapField, MappingValues } from './mapping-form.ts';
import classes from './stage-map-card.module.css';
import { StageRow } from './stage-row.tsx';

type Props = { form: UseFormReturnType<MappingValues>; saved: MappingValues; mapping: StageMapping };

/** Which stage and status of ConnectWise stands for each stage of the pipeline, and what comes out of it, told while it is edited. */
export function StageMapCard({ form, saved, mapping }: Props): ReactElement {
  const [showUsed, setShowUsed] = useState(false);
  const [isSuggesting, setSuggesting] = useState(false);
  const [announcement, setAnnouncement] = useState('');
  const usesStatus = mapping.options.statusSource === 'map';
  const proposals = isSuggesting ? suggestions(mapping) : [];
  const drifted = mapping.stages.filter(
    (stage) =>
      isDrifted(stage.remoteStageId, mapping.remoteStages) ||
      (usesStatus && isDrifted(stage.remoteStatusId, mapping.statuses)),
  );
  const driftedNames = drifted.map((stage) => `"${stage.name}"`).join(', ');
  const accept = (proposal: Suggestion): void => {
    const index = mapping.stages.findIndex((stage) => stage.id === proposal.stageId);
    form.setFieldValue(`stageMap.${index}.${proposal.field}`, proposal.remoteId);
  };
  const move = (index: number, field: MapField, remoteId: string): void => {
    const others = otherFields[field];
    const rows = form.getValues().stageMap;
    const holder = rows.findIndex(
      (row, at) => at !== index && (row[field] === remoteId || row[others].includes(remoteId)),
    );
    const list = field === 'remoteStageId' ? mapping.remoteStages : mapping.statuses;
    const held = rows[holder];
    if (held?.[field] === remoteId) form.setFieldValue(`stageMap.${holder}.${field}`, '');
    else if (held)
      form.setFieldValue(
        `stageMap.${holder}.${others}`,
        held[others].filter((id) => id !== remoteId),
      );
    form.setFieldValue(`stageMap.${index}.${field}`, remoteId);
    setAnnouncement(
      t`${findOption(list, remoteId)?.label ?? ''} moved from ${mapping.stages[holder]?.name ?? ''} to ${mapping.stages[index]?.name ?? ''}.`,
    );
  };
  return (
    <Card component="section" aria-label={t`Stages`}>
      <Group justify="space-between" align="flex-start" gap="sm" mb="md">
        <div style={{ flex: '1 1 20rem' }}>
          <Title order={2}>{t`Stages`}</Title>
          <Text size="sm" c="dimmed">
            {usesStatus
              ? t`A stage or status of ConnectWise can stand for one stage here.`
              : t`A stage of ConnectWise can stand for one stage here.`}{' '}
            {t`Where several shall come in at one, choose the one that is sent, then the others. Rows without a choice use the defaults. A change does not move opportunities that are linked already: those that now differ are named in the log and shown as differing under Links.`}
          </Text>
        </div>
        <Group gap="md">
          <Switch
            label={t`Show used`}
            checked={showUsed}
            onChange={(event) => setShowUsed(event.currentTarget.checked)}
          />
          <Button
            variant="default"
            leftSection={<IconBulb size={16} aria-hidden />}
            aria-pressed={isSuggesting}
            onClick={() => setSuggesting(!isSuggesting)}
          >
            {isSuggesting ? t`Hide suggestions` : t`Suggest`}
          </Button>
        </Group>
      </Group>
      {isSuggesting && <SuggestionBar proposals={proposals} onAcceptAll={() => proposals.forEach(accept)} />}
      {drifted.length > 0 && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} mb="sm">
          <Text size="sm">
            {plural(drifted.length, {
              one: `ConnectWise no longer offers what ${driftedNames} is mapped to. Map it again.`,
              other: `ConnectWise no longer offers what ${driftedNames} are mapped to. Map them again.`,
            })}
          </Text>
        </Alert>
      )}
      <table
        className={classes.table}
        aria-label={t`Stage map`}
        data-columns={usesStatus ? 4 : 3}
        onKeyDownCapture={moveBetweenRows}
      >
        <thead>
          <tr>
            <th scope="col">{t`Stage here`}</th>
            <th scope="col">{t`ConnectWise stage`}</th>
            {usesStatus && <th scope="col">{t`ConnectWise status`}</th>}
            <th scope="col">{t`Effective result`}</th>
          </tr>
        </thead>
        <tbody>
          {inShownOrder(mapping).map((index) => (
            <StageRow
              key={mapping.stages[index]?.id}
              index={index}
              form={form}
              saved={saved}
              mapping={mapping}
              showUsed={showUsed}
              proposals={proposals.filter((proposal) => proposal.stageId === mapping.stages[index]?.id)}
              onAccept={accept}
              onMove={(field, remoteId) => move(index, field, remoteId)}
            />
          ))}
        </tbody>
      </table>
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
    </Card>
  );
}

function SuggestionBar({
  proposals,
  onAcceptAll,
}: {
  proposals: readonly Suggestion[];
  onAcceptAll: () => void;
}): ReactElement {
  return (
    <Group justify="space-between" gap="sm" mb="sm" role="status">
      <Text size="sm">
        {proposals.length === 0
          ? t`No row without a choice has a free option with a similar name.`
          : t`${plural(proposals.length, { one: '# proposal', other: '# proposals' })} by name, marked in the rows. Nothing is chosen until you accept it.`}
      </Text>
      {proposals.length > 0 && <Button size="xs" variant="light" onClick={onAcceptAll}>{t`Accept all`}</Button>}
    </Group>
  );
}

/** Pipeline order, with won and lost at the bottom: those have to be mapped. */
function inShownOrder({ stages }: StageMapping): number[] {
  const weight = { open: 0, won: 1, lost: 2 } as const;
  return stages
    .map((stage, index) => ({ index, weight: weight[stage.kind] }))
    .sort((a, b) => a.weight - b.weight || a.index - b.index)
    .map(({ index }) => index);
}

const isDrifted = (remoteId: string | null, list: StageMapping['statuses']): boolean =>
  remoteId !== null && list.length > 0 && !findOption(list, remoteId)?.isActive;

/** Up and down go to the same column of the row above or below; with Alt, or once a list is open, they are the list's. */
function moveBetweenRows(event: KeyboardEvent<HTMLTableElement>): void {
  const { target, currentTarget, key, altKey } = event;
  if ((key !== 'ArrowDown' && key !== 'ArrowUp') || altKey || !(target instanceof HTMLInputElement)) return;
  const { column } = target.dataset;
  if (!column || target.getAttribute('aria-expanded') === 'true') return;
  const cells = [...currentTarget.querySelectorAll<HTMLInputElement>(`input[data-column="${column}"]`)];
  event.preventDefault();
  event.stopPropagation();
  cells[cells.indexOf(target) + (key === 'ArrowDown' ? 1 : -1)]?.focus();
}
