import type { OpportunityForm } from '@causeway/shared/forms/opportunity';
import { t } from '@lingui/core/macro';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { typedCustomFields } from '../../components/custom-fields.tsx';
import { editVariablesOfClient } from '../../components/edit-variables.ts';
import { useFieldNotes } from '../../components/field-notes.ts';
import { RecordEditor } from '../../components/record-editor.tsx';
import type { SaveAnswer } from '../../components/use-record-form.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { EditedOpportunity } from './edited-opportunity.graphql.ts';
import { CreateOpportunityMutation, EditOpportunityQuery, UpdateOpportunityMutation } from './opportunities.graphql.ts';
import { opportunityFields } from './opportunity-fields.tsx';
import { changesOpportunities } from './outcome.ts';

/** A new opportunity, of the client that the address names if it does, or the one that it names. */
export function EditOpportunityPage(): ReactElement {
  const { opportunityId: id = null } = useParams({ strict: false });
  const { client: clientId } = useSearch({ strict: false });
  const [result, ask] = useQuery({
    query: EditOpportunityQuery,
    variables: editVariablesOfClient(id, clientId),
    requestPolicy: 'network-only',
  });
  const notes = useFieldNotes('OPPORTUNITY', opportunityFields, result.data?.customFields);
  const [, create] = useMutation(CreateOpportunityMutation);
  const [, update] = useMutation(UpdateOpportunityMutation);
  const save = async (values: OpportunityForm): Promise<SaveAnswer<{ id: string }>> => {
    const input = { ...values, customFields: typedCustomFields(values.customFields, result.data?.customFields) };
    if (id !== null) {
      const { data, error } = await update({ id, input }, changesOpportunities);
      return { error, problems: data?.updateOpportunity.problems, saved: data?.updateOpportunity.opportunity };
    }
    const { data, error } = await create({ input }, changesOpportunities);
    return { error, problems: data?.createOpportunity.problems, saved: data?.createOpportunity.opportunity };
  };
  const client = result.data?.client;
  return (
    <RecordEditor
      fields={opportunityFields}
      id={id}
      result={result}
      onRetry={() => ask({ requestPolicy: 'network-only' })}
      recordOf={({ opportunity }) => readFragment(EditedOpportunity, opportunity)}
      nameOf={({ name }) => name}
      list={{ link: { to: '/opportunities' }, label: t`Opportunities` }}
      pageOf={(opportunityId) => ({ to: '/opportunities/$opportunityId', params: { opportunityId } })}
      cameFrom={client ? { to: '/clients/$clientId', params: { clientId: client.id } } : undefined}
      save={save}
      notes={notes}
    />
  );
}
