import { t } from '@lingui/core/macro';
import { Card, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type Choice, RecordPicker } from '../../components/record-picker.tsx';
import type { ErasuresQuery as ErasuresData } from '../../graphql/graphql.ts';
import { ContactChoicesQuery } from './erasure.graphql.ts';
import { ErasurePlan } from './erasure-plan.tsx';
import type { Subject } from './what-goes-and-stays.tsx';

type Removed = ErasuresData['removedPeople'][number];

/** Whom; what follows is told before anything is erased. */
export function ErasureForm({ removed }: { removed: readonly Removed[] }): ReactElement {
  const [subject, setSubject] = useState<Subject>('CONTACT');
  const [contact, setContact] = useState<Choice | null>(null);
  const [personId, setPersonId] = useState<string | null>(null);
  const id = subject === 'CONTACT' ? (contact?.id ?? null) : personId;
  const clear = (): void => {
    setContact(null);
    setPersonId(null);
  };
  return (
    <Card component="section" aria-label={t`Whose data`}>
      <Stack>
        <Title order={2}>{t`Whose data`}</Title>
        <SegmentedControl
          aria-label={t`Kind of person`}
          value={subject}
          onChange={(value) => setSubject(value === 'PERSON' ? 'PERSON' : 'CONTACT')}
          data={[
            { value: 'CONTACT', label: t`A contact` },
            { value: 'PERSON', label: t`Somebody who was removed` },
          ]}
        />
        {subject === 'CONTACT' && <ContactPicker value={contact} onChange={setContact} />}
        {subject === 'PERSON' && removed.length === 0 && (
          <Text size="sm">{t`Nobody was removed. Remove the person on the page People first.`}</Text>
        )}
        {subject === 'PERSON' && removed.length > 0 && (
          <Select
            label={t`Removed person`}
            placeholder={t`Choose`}
            data={removed.map((one) => ({ value: one.id, label: `${one.name}, ${one.email}` }))}
            value={personId}
            onChange={setPersonId}
          />
        )}
        {id && <ErasurePlan key={id} subject={subject} id={id} onDone={clear} />}
      </Stack>
    </Card>
  );
}

function ContactPicker({
  value,
  onChange,
}: {
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
}): ReactElement {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 200);
  const [{ data, fetching, error }] = useQuery({
    query: ContactChoicesQuery,
    variables: { search: settled || null },
    pause: settled === '' && value === null,
  });
  const choices =
    data?.contacts.items.map(({ id, firstName, lastName, email, client }) => ({
      id,
      label: [firstName, lastName].filter(Boolean).join(' '),
      detail: [client?.name, email].filter(Boolean).join(', '),
    })) ?? [];
  return (
    <RecordPicker
      label={t`Contact`}
      placeholder={t`Type a part of the name or e-mail`}
      value={value}
      onChange={onChange}
      choices={choices}
      onSearch={setSearch}
      fetching={fetching || search !== settled}
      failure={error}
      nothingFound={t`No contact is called that.`}
    />
  );
}
