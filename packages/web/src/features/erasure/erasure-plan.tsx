import { t } from '@lingui/core/macro';
import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { told } from '../../components/notify.ts';
import { QueryState } from '../../components/query-state.tsx';
import { ErasePerson, ErasurePreviewQuery, erasureContext } from './erasure.graphql.ts';
import { type Preview, type Quotes, type Subject, WhatGoes, WhatStays } from './what-goes-and-stays.tsx';

type Props = { subject: Subject; id: string; onDone: () => void };

/** What would be erased and what stays, and the button that does it. */
export function ErasurePlan({ subject, id, onDone }: Props): ReactElement {
  const [result, ask] = useQuery({
    query: ErasurePreviewQuery,
    variables: { subject, id },
    requestPolicy: 'network-only',
  });
  return (
    <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
      {({ erasurePreview: { preview, problems } }) =>
        preview ? (
          <Plan preview={preview} subject={subject} id={id} onDone={onDone} />
        ) : (
          <Text size="sm">{problems[0]?.message}</Text>
        )
      }
    </QueryState>
  );
}

function Plan({ preview, subject, id, onDone }: Props & { preview: Preview }): ReactElement {
  const [link, setLink] = useState<'KEEP' | 'REMOVE'>('KEEP');
  const [quotes, setQuotes] = useState<Quotes>('KEEP_ACCEPTED');
  const [typed, setTyped] = useState('');
  const [{ fetching }, erase] = useMutation(ErasePerson);
  const submit = async (): Promise<void> => {
    const { data, error } = await erase({ input: { subject, id, link, quotes } }, erasureContext);
    if (told(error, data?.erasePerson.problems, t`The data is erased. A worker goes through the logs now.`)) onDone();
  };
  return (
    <Stack gap="md">
      <WhatGoes preview={preview} subject={subject} quotes={quotes} />
      <WhatStays preview={preview} subject={subject} quotes={quotes} />
      {preview.acceptedQuotes > 0 && (
        <Radio.Group
          label={t`Quotes that were accepted`}
          description={t`A signed quote is the record of an agreement. Tax and commercial law ask many businesses to keep it for years, and it may be needed for a claim; the right to erasure does not reach it until then (GDPR article 17, paragraph 3 b and e).`}
          value={quotes}
          onChange={(value) => setQuotes(value === 'ERASE_ALL' ? 'ERASE_ALL' : 'KEEP_ACCEPTED')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="KEEP_ACCEPTED" label={t`Keep them as they were signed, with who accepted them`} />
            <Radio
              value="ERASE_ALL"
              label={t`Erase the person in them as well: nothing requires us to keep them any longer`}
            />
          </Stack>
        </Radio.Group>
      )}
      {subject === 'CONTACT' && preview.isLinked && (
        <Radio.Group
          label={t`The link to ConnectWise`}
          description={t`Either way the next sync does not bring the person back: a hash of the number prevents it.`}
          value={link}
          onChange={(value) => setLink(value === 'REMOVE' ? 'REMOVE' : 'KEEP')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="KEEP" label={t`Keep the number of ConnectWise, and never sync`} />
            <Radio value="REMOVE" label={t`Remove the link: only the hash stays`} />
          </Stack>
        </Radio.Group>
      )}
      <Alert color="red" variant="light" title={t`This cannot be undone`}>
        <Stack gap="sm">
          <TextInput
            label={t`Type “${preview.name}” to confirm`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
          <Group>
            <Button
              color="red.8"
              loading={fetching}
              disabled={typed.trim() !== preview.name}
              onClick={() => void submit()}
            >{t`Erase for good`}</Button>
          </Group>
        </Stack>
      </Alert>
    </Stack>
  );
}
