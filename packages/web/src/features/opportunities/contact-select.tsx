import { t } from '@lingui/core/macro';
import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { inputWrapperOrder } from '../../components/form-field.tsx';
import type { FieldInput } from '../../components/record-fields.ts';
import { OpportunityContactChoicesQuery } from './opportunities.graphql.ts';

type Props = {
  input: FieldInput;
  clientId: string;
  value: string | null;
  /** The contact that is chosen already, in case it is not offered any more. */
  current: { id: string; firstName: string; lastName?: string | null | undefined } | null | undefined;
  onChange: (id: string | null) => void;
};

/** The contacts of the chosen client. */
export function ContactSelect({ input, clientId, value, current, onChange }: Props): ReactElement {
  const [result] = useQuery({ query: OpportunityContactChoicesQuery, variables: { clientId }, pause: !clientId });
  const contacts = clientId ? (result.data?.contacts.items ?? []) : [];
  const data = contacts
    .filter((contact) => contact.isActive || contact.id === value)
    .map((contact) => ({ value: contact.id, label: nameOf(contact) }));
  if (current && value === current.id && !data.some((one) => one.value === current.id))
    data.unshift({ value: current.id, label: nameOf(current) });
  return (
    <Select
      label={input.label}
      description={input.description}
      inputWrapperOrder={inputWrapperOrder}
      readOnly={input.readOnly}
      variant={input.readOnly ? 'filled' : 'default'}
      placeholder={clientId ? t`None` : t`Choose the client first`}
      disabled={!clientId}
      searchable
      clearable={!input.readOnly}
      clearButtonProps={{ 'aria-label': t`Clear contact` }}
      data={data}
      value={value}
      onChange={onChange}
      error={input.error ?? (result.error ? failureText(result.error) : null)}
      nothingFoundMessage={t`This client has no such contact.`}
    />
  );
}

const nameOf = (contact: { firstName: string; lastName?: string | null | undefined }): string =>
  [contact.firstName, contact.lastName].filter(Boolean).join(' ');
