import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, Radio, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import type { SearchRemoteQuery as Found, LinkActionInput, Owner, TakenWay } from '../../graphql/graphql.ts';
import { failureText } from '../failure-text.ts';
import { NamedRadioGroup } from '../named-radio-group.tsx';
import { Effects } from './action-dialog.tsx';
import { type ComparedField, ComparedFields } from './compared-fields.tsx';
import { remoteWords } from './link-words.ts';
import { LinkActionPreviewQuery, SearchRemoteQuery } from './links.graphql.ts';
import { useLinkActions } from './use-link-actions.ts';

type Props = { entity: LinkActionInput['entity']; localId: string; name: string; onClose: () => void };
type Remote = Found['searchRemoteRecords'][number];

/** Finds the right record of ConnectWise, shows both side by side, asks whose values stand, and links them. */
export function RelinkDialog({ entity, localId, name, onClose }: Props): ReactElement {
  const [chosen, setChosen] = useState<Remote | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Link ${name} to another ${remoteWords[entity]}`}
      size="xl"
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {chosen ? (
        <Decide
          entity={entity}
          localId={localId}
          name={name}
          remote={chosen}
          onBack={() => setChosen(null)}
          onClose={onClose}
        />
      ) : (
        <Search entity={entity} name={name} onChoose={setChosen} />
      )}
    </Modal>
  );
}

function Search({
  entity,
  name,
  onChoose,
}: Pick<Props, 'entity' | 'name'> & { onChoose: (remote: Remote) => void }): ReactElement {
  const word = remoteWords[entity];
  const [typed, setTyped] = useState(name);
  const [text, setText] = useState(name);
  const [{ data, error, fetching }] = useQuery({
    query: SearchRemoteQuery,
    variables: { entity, text },
    pause: text.trim() === '',
    requestPolicy: 'network-only',
  });
  const found = data?.searchRemoteRecords;
  return (
    <Stack>
      <form
        aria-label={t`Search in ConnectWise`}
        onSubmit={(event) => {
          event.preventDefault();
          setText(typed.trim());
        }}
      >
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t`Search in ConnectWise`}
            description={t`A part of the name, the number, or the ID of the ${word}.`}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            style={{ flex: 1 }}
            data-autofocus
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconSearch size={16} aria-hidden />}
          >{t`Search`}</Button>
        </Group>
      </form>
      {error && <Text role="alert">{failureText(error)}</Text>}
      {fetching && !found && <Skeleton h={120} aria-label={t`Loading`} />}
      {found && found.length === 0 && (
        <Text size="sm">
          <Trans>ConnectWise has no {word} with this. Try a shorter part of its name.</Trans>
        </Text>
      )}
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={t`Found in ConnectWise`}>
        {found?.map((one) => (
          <Group key={one.remoteId} component="li" justify="space-between" wrap="nowrap" gap="md">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={500}>
                {one.name}{' '}
                <Text component="span" size="xs" c="dimmed">
                  {t`ID ${one.remoteId}`}
                </Text>
              </Text>
              <Text size="xs" c="dimmed">
                {[
                  one.detail,
                  one.isDeleted ? t`deleted or merged there` : null,
                  one.linkedTo ? t`linked to "${one.linkedTo.name ?? ''}"` : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              disabled={one.isDeleted}
              onClick={() => onChoose(one)}
              aria-label={t`Choose ${one.name}, ID ${one.remoteId}`}
            >{t`Choose`}</Button>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}

type DecideProps = Props & { remote: Remote; onBack: () => void };

function Decide({ entity, localId, name, remote, onBack, onClose }: DecideProps): ReactElement {
  const [winner, setWinner] = useState<Owner | null>(null);
  const [fields, setFields] = useState<Record<string, Owner>>({});
  const [ifTaken, setIfTaken] = useState<TakenWay | null>(null);
  const { change, isBusy } = useLinkActions();
  const input: LinkActionInput = {
    action: 'RELINK',
    entity,
    localId,
    remoteId: remote.remoteId,
    winner,
    fields: Object.entries(fields).map(([field, side]) => ({ field, winner: side })),
    ifTaken,
  };
  const [{ data, error, fetching }] = useQuery({
    query: LinkActionPreviewQuery,
    variables: { input },
    requestPolicy: 'network-only',
  });
  const plan = data?.linkActionPreview;
  const taken = plan?.taken ?? null;
  const isMerge = ifTaken === 'MERGE';
  const isPossible = plan !== undefined && plan.problems.length === 0 && (!taken || ifTaken !== null) && !fetching;
  const confirm = async (): Promise<void> => {
    if (await change(input, isMerge ? t`Merged.` : t`Relinked.`)) onClose();
  };
  const differ = plan?.fields.filter((one) => one.differs).length ?? 0;
  return (
    <Stack>
      {error && <Text role="alert">{failureText(error)}</Text>}
      {!plan && fetching && <Skeleton h={200} aria-label={t`Loading`} />}
      {(taken || remote.linkedTo) && (
        <Alert color="yellow" title={t`"${taken?.name ?? remote.linkedTo?.name ?? ''}" is linked to it already`}>
          <Radio.Group
            label={t`What becomes of the two`}
            value={ifTaken}
            onChange={(way) => setIfTaken(way === 'MERGE' ? 'MERGE' : 'TAKE_OVER')}
          >
            <Stack gap={6} mt={6}>
              {(taken?.canMerge ?? entity === 'COMPANY') && (
                <Radio
                  value="MERGE"
                  label={
                    entity === 'CONTACT'
                      ? t`Merge "${name}" into it, if ConnectWise did: its opportunities move`
                      : t`Merge "${name}" into it, if ConnectWise did: contacts and opportunities move`
                  }
                />
              )}
              <Radio value="TAKE_OVER" label={t`Take its link over: it stays in the CRM without a link`} />
            </Stack>
          </Radio.Group>
        </Alert>
      )}
      {plan && plan.fields.length > 0 && !isMerge && (
        <>
          {differ > 0 && (
            <NamedRadioGroup
              name={t`Whose values stand`}
              value={winner ?? ''}
              onChange={(side) => {
                setWinner(side === 'CRM' ? 'CRM' : 'CONNECTWISE');
                setFields({});
              }}
            >
              <Group gap="lg">
                <Text size="sm" fw={500}>{t`Whose values stand`}</Text>
                <Radio value="CONNECTWISE" label={t`Those of ConnectWise`} />
                <Radio value="CRM" label={t`Those of the CRM`} />
              </Group>
            </NamedRadioGroup>
          )}
          <ComparedFields
            fields={fetching ? asChosen(plan.fields, winner, fields) : plan.fields}
            onChoose={(field, side) => setFields((before) => ({ ...before, [field]: side }))}
          />
        </>
      )}
      {plan && <Effects effects={plan.effects} warnings={plan.warnings} problems={plan.problems} />}
      <Group justify="space-between">
        <Button variant="subtle" onClick={onBack}>{t`Search again`}</Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
          <Button disabled={!isPossible} loading={isBusy} onClick={() => void confirm()}>
            {isMerge ? t`Merge` : t`Relink`}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

/** What was just chosen, until the server has answered what follows from it. */
const asChosen = (
  compared: readonly ComparedField[],
  winner: Owner | null,
  fields: Readonly<Record<string, Owner>>,
): ComparedField[] =>
  compared.map((one) => (one.winner ? { ...one, winner: fields[one.field] ?? winner ?? one.winner } : one));
