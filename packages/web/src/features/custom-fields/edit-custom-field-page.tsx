import { msg, t } from '@lingui/core/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { words } from '../../components/language/language.ts';
import { RecordNotFound } from '../../components/not-found.tsx';
import { notifyDone } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useFormVersion } from '../../components/use-form-version.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import { CustomFieldForm } from './custom-field-form.tsx';
import {
  CreateCustomFieldMutation,
  CustomFieldRow,
  CustomFieldsQuery,
  customFieldsContext,
  UpdateCustomFieldMutation,
} from './custom-fields.graphql.ts';

const back = words({ to: '/custom-fields', label: msg`Custom fields` } as const);

export function NewCustomFieldPage(): ReactElement {
  const [, create] = useMutation(CreateCustomFieldMutation);
  const navigate = useNavigate();
  const toList = () => void navigate({ to: '/custom-fields' });
  return (
    <>
      <PageHeader title={t`New custom field`} back={back} />
      <CustomFieldForm
        save={async (input) => {
          const { data, error } = await create({ input }, customFieldsContext);
          return { error, problems: data?.createCustomField.problems, saved: data?.createCustomField.customField };
        }}
        onSaved={() => {
          notifyDone(t`Custom field created.`);
          toList();
        }}
        onCancel={toList}
      />
    </>
  );
}

export function EditCustomFieldPage(): ReactElement {
  const { customFieldId: id } = useParams({ from: '/app/custom-fields/$customFieldId' });
  const [result, askAgain] = useQuery({ query: CustomFieldsQuery, requestPolicy: 'network-only' });
  const [, update] = useMutation(UpdateCustomFieldMutation);
  const navigate = useNavigate();
  const toList = () => void navigate({ to: '/custom-fields' });
  const ask = () => askAgain({ requestPolicy: 'network-only' });
  const { client = [], contact = [], opportunity = [], product = [] } = result.data ?? {};
  const all = readFragment(CustomFieldRow, [...client, ...contact, ...opportunity, ...product]);
  const found = all.find((field) => field.id === id && !field.isManaged);
  const { key, reload } = useFormVersion(found?.version, ask);
  return (
    <QueryState result={result} onRetry={ask}>
      {() =>
        found ? (
          <>
            <PageHeader title={t`Edit ${found.name}`} back={back} />
            <CustomFieldForm
              key={key}
              field={found}
              save={async (input) => {
                const { data, error } = await update({ id, input });
                return {
                  error,
                  problems: data?.updateCustomField.problems,
                  saved: data?.updateCustomField.customField,
                };
              }}
              onSaved={() => {
                notifyDone(t`Custom field saved.`);
                toList();
              }}
              onCancel={toList}
              onReload={reload}
            />
          </>
        ) : (
          <RecordNotFound thing={t`custom field`} back={{ to: '/custom-fields', label: t`All custom fields` }} />
        )
      }
    </QueryState>
  );
}
