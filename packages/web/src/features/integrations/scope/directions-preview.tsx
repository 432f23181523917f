import { t } from '@lingui/core/macro';
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useClient } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import type { FieldDirectionInput, FieldDirectionsPreviewQuery } from '../../../graphql/graphql.ts';
import { DirectionsPreviewQuery } from './field-directions.graphql.ts';

type Preview = NonNullable<FieldDirectionsPreviewQuery['fieldDirectionsPreview']['preview']>;
type Answer = { key: string; preview: Preview | null; problem: string | null };

/** What the next cycle will do with directions that are not saved yet: counted on request, on what ConnectWise holds now. */
export function DirectionsPreview({ input }: { input: FieldDirectionInput[] }): ReactElement {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const key = JSON.stringify(input);
  const ask = async (): Promise<void> => {
    setBusy(true);
    const { data, error } = await client
      .query(DirectionsPreviewQuery, { input }, { requestPolicy: 'network-only' })
      .toPromise();
    const told = data?.fieldDirectionsPreview;
    setAnswer({
      key,
      preview: told?.preview ?? null,
      problem: error ? failureText(error) : (told?.problems[0]?.message ?? null),
    });
    setBusy(false);
  };
  // An answer to other choices than those on the screen would be untrue.
  const current = answer?.key === key ? answer : null;
  return (
    <Stack gap="xs" mt="md" aria-live="polite">
      <Button
        variant="default"
        onClick={ask}
        loading={isBusy}
        style={{ alignSelf: 'flex-start' }}
      >{t`What will the next cycle do?`}</Button>
      {current?.problem && <Alert color="red">{current.problem}</Alert>}
      {current?.preview && (
        <>
          <List size="sm" aria-label={t`What the next cycle will do`}>
            {current.preview.sentences.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
          {current.preview.fields.map((field) => (
            <Samples key={`${field.record}.${field.field}`} field={field} />
          ))}
        </>
      )}
    </Stack>
  );
}

function Samples({ field }: { field: Preview['fields'][number] }): ReactElement | null {
  const { label, takenSamples, sentSamples } = field;
  if (takenSamples.length + sentSamples.length === 0) return null;
  const line = (name: string, from: unknown, to: unknown) => `${name}: ${shown(from)} → ${shown(to)}`;
  const samples = [
    ...takenSamples.map(({ name, here, there }) => t`${line(name, here, there)} here`),
    ...sentSamples.map(({ name, here, there }) => t`${line(name, there, here)} in ConnectWise`),
  ].join('; ');
  return (
    <Text size="xs" c="dimmed">
      {t`${label}, for example ${samples}.`}
    </Text>
  );
}

const shown = (value: unknown): string =>
  value === null || value === undefined || value === '' ? t`nothing` : `"${String(value)}"`;
