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
    notifyDone('The workspace is saved.');
  });
  return (
    <Card component="section" aria-label="Profile">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={2}>Profile</Title>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label="Name" required {...form.getInputProps('name')} />
            <TextInput
              label="Currency"
              description="Three letters. Amounts are not converted."
              inputWrapperOrder={belowInput}
              required
              {...form.getInputProps('currency')}
            />
            <Textarea label="Address" autosize minRows={3} {...form.getInputProps('address')} />
            <Stack gap="sm">
              <TextInput label="Phone" {...form.getInputProps('phone')} />
              <TextInput label="Website" {...form.getInputProps('website')} />
            </Stack>
            <TextInput label="Tax number" {...form.getInputProps('taxNumber')} />
            <Select
              label="Paper"
              allowDeselect={false}
              data={[
                {
                  value: BY_CURRENCY,
                  label: `By the currency (now ${stored.printsOn === 'LETTER' ? 'Letter' : 'A4'})`,
                },
                { value: 'A4', label: 'A4' },
                { value: 'LETTER', label: 'Letter' },
              ]}
              {...form.getInputProps('paper')}
            />
            <NumberInput
              label="Quotes are valid for (days)"
              description="From the day one is sent, where it says nothing else. Empty: it stays valid."
              inputWrapperOrder={belowInput}
              min={1}
              max={365}
              allowDecimal={false}
              {...form.getInputProps('quoteValidDays')}
            />
          </SimpleGrid>
          <Textarea
            label="Terms of quotes"
            description="Printed below the sums of each quote that has no terms of its own."
            autosize
            minRows={4}
            {...form.getInputProps('quoteTerms')}
          />
          <FormProblems problems={problems} />
          <Group gap="sm">
            <Button type="submit" loading={fetching} disabled={!form.isDirty()}>
              Save
            </Button>
            {form.isDirty() && (
              <Text size="sm" c="dimmed">
                Not saved yet.
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
