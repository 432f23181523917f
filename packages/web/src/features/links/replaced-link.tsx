import { t } from '@lingui/core/macro';
import { Skeleton } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useQuery } from 'urql';
import { LinkButtons } from '../../components/links/link-buttons.tsx';
import { LinkFields, RecordStandingQuery } from '../../components/links/links.graphql.ts';
import { EmptyState } from '../../components/query-state.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { LinkActionInput } from '../../graphql/graphql.ts';

/** The record whose link was open. */
export type LinkedRecord = { entity: LinkActionInput['entity']; localId: string; name: string };

type Props = {
  record: LinkedRecord;
  onFound: (linkId: string) => void;
  onDialog: (isOpen: boolean) => void;
};

const ASK_AGAIN_MS = 2_000;

/** A link that was taken away or replaced while it was open: leads to the one that its record has now, as soon as it has one. */
export function ReplacedLink({ record, onFound, onDialog }: Props): ReactElement {
  const { entity, localId, name } = record;
  const [{ data }, ask] = useQuery({
    query: RecordStandingQuery,
    variables: { entity, localId },
    requestPolicy: 'network-only',
  });
  const found = data?.recordStanding.link;
  const linkId = found ? readFragment(LinkFields, found).id : null;
  const never = data?.recordStanding.neverSynced;
  useFollowing(linkId, onFound);
  useAskingUntil(linkId !== null || Boolean(never), ask);
  if (!data || linkId) return <Skeleton h={200} aria-label={t`Loading`} />;
  return (
    <EmptyState
      title={never ? t`${name} is never synced` : t`${name} is not linked now`}
      action={
        <LinkButtons
          entity={entity}
          localId={localId}
          name={name}
          state={never ? 'NEVER' : null}
          isLinked={false}
          isHere
          onDialog={onDialog}
        />
      }
    >
      {never
        ? `${never.by}: ${never.reason}`
        : t`What is being made in ConnectWise appears here as soon as it is there.`}
    </EmptyState>
  );
}

function useFollowing(linkId: string | null, onFound: (linkId: string) => void): void {
  useEffect(() => {
    if (linkId) onFound(linkId);
  }, [linkId, onFound]);
}

function useAskingUntil(isKnown: boolean, ask: (options: { requestPolicy: 'network-only' }) => void): void {
  useEffect(() => {
    if (isKnown) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isKnown, ask]);
}
