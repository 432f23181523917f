import { type OpportunityForm, opportunityForm, opportunityGroups } from '@causeway/shared/forms/opportunity';
import { t } from '@lingui/core/macro';
import { ClientField, clientChoice } from '../../components/client-field.tsx';
import { customFieldGroup } from '../../components/custom-fields.tsx';
import { formGroup } from '../../components/form-group.ts';
import type { RecordFields } from '../../components/record-fields.ts';
import type { EditedOpportunityFragment as Edited, EditOpportunityQuery } from '../../graphql/graphql.ts';
import { ContactSelect } from './contact-select.tsx';

/** The form of an opportunity. */
export const opportunityFields: RecordFields<OpportunityForm, Edited, EditOpportunityQuery> = {
  get thing() {
    return t`opportunity`;
  },
  schema: opportunityForm,
  groups: [
    formGroup<Edited, EditOpportunityQuery>()(opportunityGroups.opportunity, {
      clientId: {
        kind: 'drawn',
        read: (opportunity, { client }) => clientChoice(opportunity, client)?.id ?? '',
        draw: ({ form, record, data, input }) => (
          <ClientField
            input={input}
            start={clientChoice(record, data.client)}
            onChoose={(clientId) => {
              form.setValues({ clientId, contactId: null });
              form.clearFieldError('clientId');
            }}
          />
        ),
      },
      contactId: {
        kind: 'drawn',
        read: (opportunity) => opportunity?.contact?.id ?? null,
        draw: ({ form, record, input }) => (
          <ContactSelect
            input={input}
            clientId={textOf(form.values.clientId)}
            value={textOf(form.values.contactId) || null}
            current={record?.contact}
            onChange={(id) => form.setFieldValue('contactId', id)}
          />
        ),
      },
      stageId: {
        kind: 'choice',
        options: stagesFor,
        read: (opportunity, { pipelineStages }) =>
          opportunity?.stage.id ?? pipelineStages.find(({ kind }) => kind === 'OPEN')?.id ?? '',
      },
      ownerId: {
        kind: 'choice',
        get none() {
          return t`Nobody`;
        },
        options: ({ users }) => users.map(({ id, name }) => ({ value: id, label: name })),
        read: (opportunity, { viewer }) => (opportunity ? opportunity.owner?.id : viewer?.user?.id) ?? null,
      },
    }),
    customFieldGroup(),
  ],
};

/** Won and lost are reached by their own actions, so only the stage that the record has already is offered beside the open ones. */
function stagesFor({ pipelineStages }: EditOpportunityQuery, opportunity: Edited | null) {
  return pipelineStages
    .filter((stage) => stage.kind === 'OPEN' || stage.id === opportunity?.stage.id)
    .map(({ id, name }) => ({ value: id, label: name }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
