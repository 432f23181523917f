import { t } from '@lingui/core/macro';
import { Group } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { LinkActionInput, LinkActionKind, LinkState } from '../../graphql/graphql.ts';
import { GuardedButton } from '../guarded-button.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { actionsFor, actionWords } from './link-words.ts';
import { RelinkDialog } from './relink-dialog.tsx';

type Props = {
  entity: LinkActionInput['entity'];
  localId: string;
  name: string;
  /** Null without a link; `NEVER` also for a record without one that is never to be sent. */
  state: LinkState | null;
  isLinked: boolean;
  isHere: boolean;
  /** Told when a dialog opens or closes. */
  onDialog?: (isOpen: boolean) => void;
};

/** What a person can do about the link of one record; each says first what it will do. */
export function LinkButtons({ entity, localId, name, state, isLinked, isHere, onDialog }: Props): ReactElement {
  const [open, setOpen] = useState<LinkActionKind | null>(null);
  const show = (action: LinkActionKind | null): void => {
    setOpen(action);
    onDialog?.(action !== null);
  };
  const close = (): void => show(null);
  const actions = actionsFor(state, isHere).filter((action) => isLinked || action !== 'UNLINK');
  return (
    <Group gap="xs">
      {actions.map((action, index) => (
        <GuardedButton
          key={action}
          needs="canRetry"
          size="compact-sm"
          variant={index === 0 && state === 'BROKEN' ? 'filled' : 'default'}
          onClick={() => show(action)}
        >
          {action === 'RELINK' && !isLinked ? t`Link…` : actionWords[action].button}
        </GuardedButton>
      ))}
      {open === 'RELINK' && <RelinkDialog entity={entity} localId={localId} name={name} onClose={close} />}
      {open && open !== 'RELINK' && (
        <ActionDialog action={open} entity={entity} localId={localId} name={name} onClose={close} />
      )}
    </Group>
  );
}
