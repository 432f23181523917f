import { t } from '@lingui/core/macro';
import { type ReactElement, useState } from 'react';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { BulkBar } from '../../components/record-bulk-bar.tsx';
import type { ChosenOpportunityInput } from '../../graphql/graphql.ts';
import { OwnerDialog, StageDialog } from './together-dialog.tsx';

type Props = { chosen: readonly ChosenOpportunityInput[]; onDone: () => void };

/** What can be done with the chosen opportunities. */
export function OpportunitiesBulkBar({ chosen, onDone }: Props): ReactElement {
  const [asked, ask] = useState<'owner' | 'stage' | null>(null);
  const Dialog = asked === 'owner' ? OwnerDialog : StageDialog;
  return (
    <>
      <BulkBar
        label={t`Selected opportunities`}
        count={chosen.length}
        chosen={chosen.map(({ id }) => ({ entity: 'OPPORTUNITY', localId: id }))}
        list="opportunities"
        filter={{ ids: chosen.map(({ id }) => id) }}
        onDone={onDone}
      >
        <GuardedButton needs="canEdit" size="compact-sm" variant="default" onClick={() => ask('owner')}>
          {t`Set owner`}
        </GuardedButton>
        <GuardedButton needs="canEdit" size="compact-sm" variant="default" onClick={() => ask('stage')}>
          {t`Set stage`}
        </GuardedButton>
      </BulkBar>
      {asked && (
        <Dialog
          chosen={chosen}
          onClose={() => ask(null)}
          onDone={() => {
            ask(null);
            onDone();
          }}
        />
      )}
    </>
  );
}
