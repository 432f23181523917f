import { effectiveResult } from '@causeway/shared/mapping/outcome.rules';
import { isRequired, missingMappings } from '@causeway/shared/mapping/required-mapping.rules';
import { comesInFrom, findOption, otherFields, type StageMapping } from '@causeway/shared/mapping/stage-mapping';
import type { Suggestion } from '@causeway/shared/mapping/stage-suggestions.rules';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Badge, Button, Group, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { words } from '../../../components/language/language.ts';
import type { MapField, MappingValues } from './mapping-form.ts';
import { OtherOptions } from './other-options.tsx';
import classes from './stage-map-card.module.css';
import { StageOptionSelect } from './stage-option-select.tsx';

type Props = {
  /** Of the stage in pipeline order, which is that of the form. */
  index: number;
  form: UseFormReturnType<MappingValues>;
  saved: MappingValues;
  mapping: StageMapping;
  showUsed: boolean;
  proposals: readonly Suggestion[];
  onAccept: (proposal: Suggestion) => void;
  onMove: (field: MapField, remoteId: string) => void;
};

const otherWords = words({
  remoteStageId: msg`ConnectWise stages`,
  remoteStatusId: msg`ConnectWise statuses`,
} as const);

const columns = words({
  remoteStageId: { label: msg`ConnectWise stage`, placeholder: msg`Not mapped`, list: 'remoteStages' },
  remoteStatusId: { label: msg`ConnectWise status`, placeholder: msg`Not mapped`, list: 'statuses' },
} as const);

/** A stage of the pipeline with its choices, and what a push of it will set. */
export function StageRow(props: Props): ReactElement | null {
  const { index, mapping } = props;
  const stage = mapping.stages[index];
  if (!stage) return null;
  return (
    <tr data-kind={stage.kind}>
      <th scope="row">
        <Group gap={8}>
          <Text size="sm" fw={500}>
            {stage.name}
          </Text>
          {stage.kind !== 'open' && stage.name.toLowerCase() !== stage.kind && (
            <Badge variant="default" size="sm">
              {stage.kind === 'won' ? t`Won` : t`Lost`}
            </Badge>
          )}
          {isRequired(stage, mapping.stages, mapping.options) && (
            <Text component="span" size="xs" c="dimmed">{t`required`}</Text>
          )}
        </Group>
      </th>
      <td>
        <MapCell {...props} field="remoteStageId" name={stage.name} />
      </td>
      {mapping.options.statusSource === 'map' && (
        <td>
          <MapCell {...props} field="remoteStatusId" name={stage.name} />
        </td>
      )}
      <td>
        <Text size="sm" c="dimmed" className={classes.result}>
          {effectiveResult(stage, mapping)}
        </Text>
      </td>
    </tr>
  );
}

function MapCell({
  index,
  form,
  saved,
  mapping,
  showUsed,
  proposals,
  onAccept,
  onMove,
  field,
  name,
}: Props & { field: MapField; name: string }): ReactElement {
  const { label, placeholder, list } = columns[field];
  const input = useRef<HTMLInputElement>(null);
  const value = form.values.stageMap[index]?.[field] ?? '';
  const others = form.values.stageMap[index]?.[otherFields[field]] ?? [];
  const path = `stageMap.${index}.${field}` as const;
  const proposal = proposals.find((one) => one.field === field);
  const openAgain = (): void => {
    form.setFieldValue(path, '');
    input.current?.focus();
    input.current?.click();
  };
  return (
    <>
      <StageOptionSelect
        label={t`${label} for ${name}`}
        placeholder={placeholder}
        options={mapping[list]}
        value={value}
        usedBy={usedByOthers(mapping, field, index)}
        showUsed={showUsed}
        onChange={(remoteId) => form.setFieldValue(path, remoteId)}
        onMove={(remoteId) => onMove(field, remoteId)}
        onCancel={() => form.setFieldValue(path, saved.stageMap[index]?.[field] ?? '')}
        error={form.errors[path] ?? troubleOf({ mapping, field, index, value, onRemap: openAgain })}
        inputRef={input}
        column={field}
      />
      {(value !== '' || others.length > 0) && (
        <OtherOptions
          label={t`Also come in at ${name}: ${otherWords[field]}`}
          options={mapping[list]}
          value={others}
          usedBy={usedByOthers(mapping, field, index)}
          sent={value}
          onChange={(remoteIds) => form.setFieldValue(`stageMap.${index}.${otherFields[field]}`, remoteIds)}
          error={form.errors[`stageMap.${index}.${otherFields[field]}`]}
        />
      )}
      {proposal && (
        <Group gap={6} mt={4}>
          <Text size="xs" c="dimmed">
            {t`Suggested: ${proposal.label}`}
          </Text>
          <Button
            size="compact-xs"
            variant="light"
            aria-label={t`Accept ${proposal.label} for ${name}`}
            onClick={() => onAccept(proposal)}
          >{t`Accept`}</Button>
        </Group>
      )}
    </>
  );
}

type Trouble = { mapping: StageMapping; field: MapField; index: number; value: string; onRemap: () => void };

/** What is wrong with a choice as it stands on the page; the server says the rest. */
function troubleOf({ mapping, field, index, value, onRemap }: Trouble): ReactNode {
  const list = mapping[columns[field].list];
  if (value === '') {
    const missing = missingMappings(mapping.stages, mapping.options).some(
      (m) => m.index === index && m.column === field,
    );
    return missing ? t`Choose one before the sync can start.` : null;
  }
  const option = findOption(list, value);
  if (list.length > 0 && !option?.isActive)
    return (
      <Trans>
        {option ? `"${option.label}"` : `#${value}`} is no longer offered in ConnectWise.{' '}
        <Anchor component="button" type="button" size="xs" onClick={onRemap}>
          Remap
        </Anchor>
      </Trans>
    );
  const twin = mapping.stages.find((stage, at) => at !== index && comesInFrom(stage, field).includes(value));
  return twin ? t`"${twin.name}" has "${option?.label ?? value}" too. Choose another, or clear it there.` : null;
}

const usedByOthers = (mapping: StageMapping, field: MapField, index: number): ReadonlyMap<string, string> =>
  new Map(
    mapping.stages.flatMap((stage, at) =>
      at === index ? [] : comesInFrom(stage, field).map((id): [string, string] => [id, stage.name]),
    ),
  );
