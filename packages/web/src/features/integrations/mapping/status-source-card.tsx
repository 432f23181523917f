import { ambiguousOutcomes } from '@causeway/shared/mapping/required-mapping.rules';
import { flaggedStatuses, type StageMapping } from '@causeway/shared/mapping/stage-mapping';
import { msg, t } from '@lingui/core/macro';
import { Card, Checkbox, Radio, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
import { NamedRadioGroup } from '../../../components/named-radio-group.tsx';
import type { MappingValues } from './mapping-form.ts';

type Props = { form: UseFormReturnType<MappingValues>; mapping: StageMapping };

/** Where the status of an open opportunity comes from, and what a closed one does. */
export function StatusSourceCard({ form, mapping }: Props): ReactElement {
  const { statusSource, closedStatusWins } = form.values.opportunityMapping;
  return (
    <Card component="section" aria-label={t`Status`}>
      <Title order={2} mb="sm">{t`Status`}</Title>
      <Stack>
        <NamedRadioGroup
          name={t`Where the status comes from`}
          value={statusSource}
          onChange={(value) =>
            form.setFieldValue('opportunityMapping.statusSource', value === 'CUSTOM_FIELD' ? 'CUSTOM_FIELD' : 'MAP')
          }
          error={form.errors['opportunityMapping.statusSource']}
        >
          <Stack gap="sm">
            <Radio
              value="MAP"
              label={t`Map stages to statuses`}
              description={t`The stage of an opportunity says which status it has in ConnectWise.`}
            />
            <Radio
              value="CUSTOM_FIELD"
              label={t`Keep the status in a custom field "CW Status"`}
              description={t`The field is created for opportunities and holds ConnectWise’s status. Only stages are mapped then, and the status map is kept for later.`}
            />
          </Stack>
        </NamedRadioGroup>
        {statusSource === 'CUSTOM_FIELD' && (
          <>
            <Text
              size="sm"
              c="dimmed"
              role="note"
            >{t`After the save, opportunities that are linked already get the status that they have in ConnectWise. This happens in the background, where the field is empty; the audit log names each one.`}</Text>
            <OutcomeSelects form={form} mapping={mapping} />
          </>
        )}
        <Checkbox
          label={t`A closed status in ConnectWise overrides the stage`}
          description={t`Otherwise the mapped stage decides, and the audit log names a won or lost status that does not fit it.`}
          checked={closedStatusWins}
          onChange={(event) => form.setFieldValue('opportunityMapping.closedStatusWins', event.currentTarget.checked)}
        />
      </Stack>
    </Card>
  );
}

const outcomes = words({
  won: { field: 'wonStatusId', label: msg`Status of a won opportunity` },
  lost: { field: 'lostStatusId', label: msg`Status of a lost opportunity` },
} as const);

/** Asked only where ConnectWise marks several statuses as won, or as lost. */
function OutcomeSelects({ form, mapping }: Props): ReactElement | null {
  const asked = ambiguousOutcomes(mapping.statuses);
  if (asked.length === 0)
    return (
      <Text size="sm" c="dimmed">{t`A win and a loss set the status that ConnectWise marks as won and as lost.`}</Text>
    );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {asked.map((kind) => {
        const { field, label } = outcomes[kind];
        return (
          <Select
            key={kind}
            label={label}
            description={kind === 'won' ? t`ConnectWise marks several as won.` : t`ConnectWise marks several as lost.`}
            withAsterisk
            placeholder={t`Choose`}
            data={flaggedStatuses(mapping.statuses, kind).map((s) => ({ value: s.remoteId, label: s.label }))}
            value={form.values.opportunityMapping[field] || null}
            onChange={(value) => form.setFieldValue(`opportunityMapping.${field}`, value ?? '')}
            error={form.errors[`opportunityMapping.${field}`]}
          />
        );
      })}
    </SimpleGrid>
  );
}
