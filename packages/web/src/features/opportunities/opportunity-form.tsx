import { type OpportunityForm as OpportunityInput, opportunityForm } from '@causeway/shared/forms/opportunity';
import { Select, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ClientPicker } from '../../components/client-picker.tsx';
import { FieldGroup, RecordForm } from '../../components/record-form.tsx';
import type { Choice } from '../../components/record-picker.tsx';
import { type SaveAnswer, useRecordForm } from '../../components/use-record-form.ts';
import type { EditOpportunityQuery as Data } from '../../graphql/graphql.ts';
import { ContactSelect } from './contact-select.tsx';
import { CustomFieldInput } from './custom-field-input.tsx';

type Opportunity = NonNullable<Data['opportunity']>;
/** What can be chosen: users, stages and the custom fields of opportunities. */
export type OpportunityChoices = Pick<Data, 'users' | 'pipelineStages' | 'customFields'>;

type CustomFieldValue = { name: string; value: unknown };

type Props = {
  opportunity?: Opportunity;
  choices: OpportunityChoices;
  /** The client of a new opportunity, when one came from its page. */
  client?: Choice | null;
  ownerId?: string | null;
  save: (input: OpportunityInput) => Promise<SaveAnswer<{ id: string }>>;
  onSaved: (opportunity: { id: string }) => void;
  onCancel: () => void;
  onReload?: () => void;
};

export function OpportunityForm(props: Props): ReactElement {
  const { opportunity, choices, save, onSaved, onCancel, onReload } = props;
  const start = opportunity ? { id: opportunity.client.id, label: opportunity.client.name } : (props.client ?? null);
  const [client, setClient] = useState<Choice | null>(start);
  const state = useRecordForm({
    schema: opportunityForm,
    initialValues: fieldsOf(props, start),
    save: (input) => save({ ...input, customFields: input.customFields.map((field) => typedValue(field, choices)) }),
    onSaved,
  });
  const { form } = state;
  const errorAt = (path: string): string | null => (form.errors[path] ? String(form.errors[path]) : null);
  const chooseClient = (choice: Choice | null): void => {
    setClient(choice);
    form.setValues({ clientId: choice?.id ?? '', contactId: null });
    form.clearFieldError('clientId');
  };
  return (
    <RecordForm
      state={state}
      thing="opportunity"
      submitLabel={opportunity ? 'Save opportunity' : 'Create opportunity'}
      onCancel={onCancel}
      onReload={onReload}
    >
      <FieldGroup legend="Opportunity">
        <TextInput label="Name" required style={{ gridColumn: '1 / -1' }} {...form.getInputProps('name')} />
        <ClientPicker label="Client" required value={client} onChange={chooseClient} error={errorAt('clientId')} />
        <ContactSelect
          clientId={form.values.clientId}
          value={form.values.contactId}
          current={opportunity?.contact}
          onChange={(id) => form.setFieldValue('contactId', id)}
          error={errorAt('contactId')}
        />
        <Select
          label="Stage"
          required
          allowDeselect={false}
          data={stagesFor(choices, opportunity)}
          {...form.getInputProps('stageId')}
        />
        <TextInput label="Expected close date" type="date" {...form.getInputProps('expectedCloseDate')} />
        <Select
          label="Owner"
          placeholder="Nobody"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear owner' }}
          data={choices.users.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('ownerId')}
        />
        <Textarea
          label="Notes"
          autosize
          minRows={3}
          maxRows={16}
          style={{ gridColumn: '1 / -1' }}
          {...form.getInputProps('notes')}
        />
      </FieldGroup>
      {form.values.customFields.length > 0 && (
        <FieldGroup legend="More fields">
          {form.values.customFields.map(({ name, value }, index) => (
            <CustomFieldInput
              key={name}
              field={choices.customFields.find((field) => field.name === name) ?? { name, type: 'text', options: [] }}
              value={value}
              onChange={(next) =>
                form.setFieldValue('customFields', (fields) => fields.with(index, { name, value: next }))
              }
              error={errorAt(`customFields.${index}.value`) ?? errorAt(`customFields.${index}`)}
            />
          ))}
        </FieldGroup>
      )}
    </RecordForm>
  );
}

/** A number field holds text while it is typed; the server wants a number, and says so when it is none. */
function typedValue({ name, value }: CustomFieldValue, { customFields }: OpportunityChoices): CustomFieldValue {
  const isNumber = customFields.find((field) => field.name === name)?.type === 'number';
  const asNumber = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return { name, value: isNumber && Number.isFinite(asNumber) ? asNumber : value };
}

/** Won and lost are reached by their own actions, so only the stage that the record has already is offered beside the open ones. */
const stagesFor = ({ pipelineStages }: OpportunityChoices, opportunity: Opportunity | undefined) =>
  pipelineStages
    .filter((stage) => stage.kind === 'OPEN' || stage.id === opportunity?.stage.id)
    .map(({ id, name }) => ({ value: id, label: name }));

function fieldsOf({ opportunity, choices, ownerId }: Props, client: Choice | null) {
  const values = new Map(opportunity?.customFields.map((field) => [field.name, field.value]));
  return {
    name: opportunity?.name ?? '',
    clientId: client?.id ?? '',
    contactId: opportunity?.contact?.id ?? null,
    stageId: opportunity?.stage.id ?? choices.pipelineStages.find((stage) => stage.kind === 'OPEN')?.id ?? '',
    expectedCloseDate: opportunity?.expectedCloseDate ?? '',
    ownerId: opportunity ? (opportunity.owner?.id ?? null) : (ownerId ?? null),
    notes: opportunity?.notes ?? '',
    customFields: choices.customFields.map(({ name }): CustomFieldValue => ({ name, value: values.get(name) ?? null })),
    version: opportunity?.version ?? null,
  };
}
