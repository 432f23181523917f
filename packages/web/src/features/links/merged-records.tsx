import { plural, t } from '@lingui/core/macro';
import { Alert, Button, Checkbox, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { MergeSurvivorsQuery } from '../../components/links/links.graphql.ts';
import { useLinkActions } from '../../components/links/use-link-actions.ts';
import { entityWords } from '../../components/sync-words.ts';
import type { MergeSurvivorsQuery as Survivors } from '../../graphql/graphql.ts';

type Props = { companies: number; contacts: number };

/** Where companies or contacts are gone from ConnectWise: mends those that were merged there, all at once. */
export function MergedRecords({ companies, contacts }: Props): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <Alert
      color="yellow"
      mb="md"
      icon={<IconArrowMerge size={18} aria-hidden />}
      title={[
        companies > 0 &&
          plural(companies, {
            one: '# client has lost its company in ConnectWise',
            other: '# clients have lost their companies in ConnectWise',
          }),
        contacts > 0 &&
          plural(contacts, {
            one: '# contact is gone from ConnectWise',
            other: '# contacts are gone from ConnectWise',
          }),
      ]
        .filter(Boolean)
        .join(', ')}
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t`Companies and contacts that were merged there can be relinked to the ones that remain.`}</Text>
        <GuardedButton
          needs="canRetry"
          size="compact-sm"
          onClick={() => setOpen(true)}
        >{t`Find merged companies and contacts`}</GuardedButton>
      </Group>
      {open && <SurvivorsDialog onClose={() => setOpen(false)} />}
    </Alert>
  );
}

function SurvivorsDialog({ onClose }: { onClose: () => void }): ReactElement {
  const [{ data, error, fetching }] = useQuery({ query: MergeSurvivorsQuery, requestPolicy: 'network-only' });
  const { relinkAll, isBusy } = useLinkActions();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const found = data?.mergeSurvivors ?? [];
  const known = found.filter(({ survivorId }) => survivorId !== null);
  const picked = known.filter(({ linkId }) => !left.has(linkId));
  const toggle = (id: string, isPicked: boolean): void => {
    const next = new Set(left);
    if (isPicked) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  const confirm = async (): Promise<void> => {
    if (await relinkAll(picked.map(({ linkId }) => linkId))) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Companies and contacts that were merged in ConnectWise`}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        {fetching && !data && <Skeleton h={120} aria-label={t`Loading`} />}
        {error && <Text role="alert">{failureText(error)}</Text>}
        {data && found.length === 0 && (
          <Text size="sm">{t`No client or contact has lost its record in ConnectWise.`}</Text>
        )}
        <Stack
          gap="sm"
          component="ul"
          m={0}
          p={0}
          style={{ listStyle: 'none' }}
          aria-label={t`Clients and contacts, and the records that remain`}
        >
          {found.map((one) => (
            <li key={one.linkId}>
              <Checkbox
                checked={one.survivorId !== null && !left.has(one.linkId)}
                disabled={one.survivorId === null}
                onChange={({ currentTarget }) => toggle(one.linkId, currentTarget.checked)}
                label={labelOf(one)}
                description={one.because}
              />
            </li>
          ))}
        </Stack>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
          <Button disabled={picked.length === 0} loading={isBusy} onClick={() => void confirm()}>
            {picked.length === 0 ? t`Relink` : t`Relink ${picked.length}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** "Contact Ann Lee: merge into …": what is lost, and what becomes of it. */
function labelOf({ entity, name, survivorId, survivorName, linkedTo }: Survivors['mergeSurvivors'][number]): string {
  const record = `${entityWords[entity].one} ${name}`;
  if (survivorId === null) return t`${record}: not known`;
  if (linkedTo) return t`${record}: merge into "${linkedTo.name ?? ''}"`;
  return t`${record}: relink to "${survivorName ?? ''}" (${survivorId})`;
}
