import { t } from '@lingui/core/macro';
import {
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { notifyDone } from '../../components/notify.ts';
import type { WorkspaceProfileQuery as ProfileData } from '../../graphql/graphql.ts';
import { profileContext, SaveWorkspaceProfile } from './workspace.graphql.ts';

type Stored = ProfileData['workspaceProfile'];

/** Fields side by side stand in one line, whichever of them is explained. */
const belowInput: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];
const BY_CURRENCY = 'BY_CURRENCY';
const valuesOf = (stored: Stored) => ({
  name: stored.name,
  currency: stored.currency,
  address: stored.address,
  phone: stored.phone,
  website: stored.website,
  taxNumber: stored.taxNumber,
  quoteTerms: stored.quoteTerms,
  quoteValidDays: (stored.quoteValidDays ?? '') as number | string,
  paper: (stored.paper ?? BY_CURRENCY) as string,
});

/** Name, address and how quotes are made. */
export function ProfileCard({ stored }: { stored: Stored }): ReactElement {
  const [{ fetching }, save] = useMutation(SaveWorkspaceProfile);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm({ initialValues: valuesOf(stored) });
  const submit = form.onSubmit(async ({ quoteValidDays, paper, ...texts }) => {
    setProblems([]);
    const input = {
      ...texts,
      quoteValidDays: quoteValidDays === '' ? null : Number(quoteValidDays),
      paper: paper === 'A4' || paper === 'LETTER' ? paper : null,
    } as const;
    const { data, error } = await save({ input }, profileContext);
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.saveWorkspaceProfile.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    form.resetDirty();
    notifyDone(t`Workspace saved.`);
  });
  return (
    <Card component="section" aria-label={t`Profile`}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={2}>{t`Profile`}</Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={t`Name`} required {...form.getInputProps('name')} />
            <TextInput
              label={t`Currency`}
              description={t`Three letters. Amounts are not converted.`}
              inputWrapperOrder={belowInput}
              required
              {...form.getInputProps('currency')}
            />
            <Textarea label={t`Address`} autosize minRows={3} {...form.getInputProps('address')} />
            <Stack gap="sm">
              <TextInput label={t`Phone`} {...form.getInputProps('phone')} />
              <TextInput label={t`Website`} {...form.getInputProps('website')} />
            </Stack>
            <TextInput label={t`Tax number`} {...form.getInputProps('taxNumber')} />
            <Select
              label={t`Paper`}
              allowDeselect={false}
              data={[
                {
                  value: BY_CURRENCY,
                  label: stored.printsOn === 'LETTER' ? t`By the currency (now Letter)` : t`By the currency (now A4)`,
                },
                { value: 'A4', label: 'A4' },
                { value: 'LETTER', label: t`Letter` },
              ]}
              {...form.getInputProps('paper')}
            />
            <NumberInput
              label={t`Quotes are valid for (days)`}
              description={t`From the day a quote is sent, unless it says otherwise. Empty: quotes stay valid.`}
              inputWrapperOrder={belowInput}
              min={1}
              max={365}
              allowDecimal={false}
              {...form.getInputProps('quoteValidDays')}
            />
          </SimpleGrid>
          <Textarea
            label={t`Terms of quotes`}
            description={t`Printed below the sums of each quote that has no terms of its own.`}
            autosize
            minRows={4}
            {...form.getInputProps('quoteTerms')}
          />
          <FormProblems problems={problems} />
          <Group gap="sm">
            <Button type="submit" loading={fetching} disabled={!form.isDirty()}>{t`Save`}</Button>
            {form.isDirty() && <Text size="sm" c="dimmed">{t`Not saved yet.`}</Text>}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
