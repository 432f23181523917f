import type { OpportunityForm } from '@causeway/shared/forms/opportunity';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { RecordEditor } from '../../components/record-editor.tsx';
import type { SaveAnswer } from '../../components/use-record-form.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { EditOpportunityQuery as Data } from '../../graphql/graphql.ts';
import {
  CreateOpportunityMutation,
  EditedOpportunity,
  EditOpportunityQuery,
  UpdateOpportunityMutation,
} from './opportunities.graphql.ts';
import { type CustomFieldValue, opportunityFields } from './opportunity-fields.tsx';
import { changesOpportunities } from './outcome.ts';

/** A new opportunity, of the client that the address names if it does, or the one that it names. */
export function EditOpportunityPage(): ReactElement {
  const { opportunityId: id = null } = useParams({ strict: false });
  const { client: clientId } = useSearch({ strict: false });
  const [result, ask] = useQuery({
    query: EditOpportunityQuery,
    variables: {
      id: id ?? '',
      isNew: id === null,
      clientId: clientId ?? '',
      hasClient: id === null && Boolean(clientId),
    },
    requestPolicy: 'network-only',
  });
  const [, create] = useMutation(CreateOpportunityMutation);
  const [, update] = useMutation(UpdateOpportunityMutation);
  const save = async (values: OpportunityForm): Promise<SaveAnswer<{ id: string }>> => {
    const definitions = result.data?.customFields ?? [];
    const input = { ...values, customFields: values.customFields.map((field) => typedValue(field, definitions)) };
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
      list={{ link: { to: '/opportunities' }, label: 'Opportunities' }}
      pageOf={(opportunityId) => ({ to: '/opportunities/$opportunityId', params: { opportunityId } })}
      cameFrom={client ? { to: '/clients/$clientId', params: { clientId: client.id } } : undefined}
      save={save}
    />
  );
}

/** A number field holds text while it is typed; the server wants a number, and says so when it is none. */
function typedValue({ name, value }: CustomFieldValue, definitions: Data['customFields']): CustomFieldValue {
  const isNumber = definitions.find((field) => field.name === name)?.type === 'number';
  const asNumber = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return { name, value: isNumber && Number.isFinite(asNumber) ? asNumber : value };
}
