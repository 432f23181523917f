import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Checkbox, Group, Kbd, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconEqualNot, IconTilde } from '@tabler/icons-react';
import type { ReactElement, Ref } from 'react';
import { ExternalLink } from '../../../components/external-link.tsx';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import type { AttributeOutcome, MatchPairFieldsFragment, ReviewDecision } from '../../../graphql/graphql.ts';
import { attributeWords, bucketWords, decisions, outcomeWords, reasonToAsk } from './match-words.ts';
import classes from './matching.module.css';

type Props = {
  pair: MatchPairFieldsFragment;
  linkRefusal: string | null;
  isActive: boolean;
  isBusy: boolean;
  isPicked: boolean;
  onPick: (isPicked: boolean) => void;
  onFocus: () => void;
  onDecide: (decision: ReviewDecision) => void;
  ref: Ref<HTMLLIElement>;
};

/** Two records side by side: what agrees, what differs, what each attribute gave, and what can be said about them. */
export function PairCard(props: Props): ReactElement {
  const { pair, linkRefusal, isActive, isBusy, isPicked, onPick, onFocus, onDecide, ref } = props;
  const names = t`${pair.localName} and ${pair.remoteName}`;
  const reason = pair.state === 'PROPOSED' || pair.state === 'LATER' ? reasonToAsk(pair) : null;
  return (
    <li
      ref={ref}
      // J and K bring the focus here, so that a screen reader reads the pair.
      tabIndex={isActive ? 0 : -1}
      className={classes.pair}
      data-active={isActive || undefined}
      aria-busy={isBusy}
      aria-label={[t`${names}, score ${pair.score}`, reason].filter(Boolean).join('. ')}
      onFocus={onFocus}
    >
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Checkbox
            size="xs"
            mt={3}
            aria-label={t`Select ${names}`}
            checked={isPicked}
            onChange={({ currentTarget }) => onPick(currentTarget.checked)}
          />
          <div>
            <Text fw={600} size="sm" component="h3">
              {pair.localName === pair.remoteName ? pair.localName : names}
            </Text>
            {reason && (
              <Text size="sm" c="dimmed">
                {reason}
              </Text>
            )}
            {pair.decidedBy && (
              <Text size="xs" c="dimmed">
                <Trans>
                  <StateWord pair={pair} /> by {pair.decidedBy} {pair.decidedAt && <RelativeTime at={pair.decidedAt} />}
                </Trans>
              </Text>
            )}
          </div>
        </Group>
        <Text fw={650} size="lg" className="tabular" style={{ flex: 'none' }} aria-hidden>
          {pair.score}
        </Text>
      </Group>
      <Breakdown pair={pair} />
      <Group gap={6} mt="sm">
        {decisions.map(({ decision, label, toPair }, at) => (
          <GuardedButton
            key={decision}
            needs="canAdminister"
            size="compact-sm"
            variant={decision === 'LINK' ? 'filled' : 'default'}
            loading={isBusy}
            blockedBecause={blockedBecause(pair, decision) ?? (decision === 'LINK' ? linkRefusal : null)}
            aria-label={toPair(names)}
            rightSection={<Kbd size="xs">{at + 1}</Kbd>}
            onClick={() => onDecide(decision)}
          >
            {label}
          </GuardedButton>
        ))}
      </Group>
    </li>
  );
}

/** What makes no sense for a pair that was decided. */
function blockedBecause({ state }: MatchPairFieldsFragment, decision: ReviewDecision): string | null {
  if (state !== 'LINKED') return null;
  if (decision === 'LINK') return t`They are linked already.`;
  return decision === 'NOT_SAME' ? null : t`They are linked. Choose "Not the same" to undo the link.`;
}

function StateWord({ pair }: { pair: MatchPairFieldsFragment }): ReactElement {
  const bucket = pair.state === 'PROPOSED' ? null : pair.state;
  return <>{bucket ? bucketWords[bucket].label : t`Proposed`}</>;
}

function Breakdown({ pair }: { pair: MatchPairFieldsFragment }): ReactElement {
  const rows = pair.breakdown.filter((one) => one.local !== null || one.remote !== null || one.points !== 0);
  return (
    <table className={classes.breakdown} aria-label={t`What agrees of ${pair.localName} and ${pair.remoteName}`}>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>{t`Attribute`}</VisuallyHidden>
          </th>
          <th scope="col">
            <RecordLink entity={pair.entity} localId={pair.localId}>{t`CRM`}</RecordLink>
          </th>
          <th scope="col">
            {pair.remoteUrl ? (
              <ExternalLink href={pair.remoteUrl} size="xs">{t`ConnectWise`}</ExternalLink>
            ) : (
              t`ConnectWise`
            )}
          </th>
          <th scope="col" className={classes.points}>{t`Points`}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.attribute} data-outcome={one.outcome}>
            <th scope="row">
              <OutcomeIcon outcome={one.outcome} /> {attributeWords[one.attribute]}
            </th>
            <td>{one.local ?? <Text component="span" inherit c="dimmed">{t`nothing`}</Text>}</td>
            <td>{one.remote ?? <Text component="span" inherit c="dimmed">{t`nothing`}</Text>}</td>
            <td className={classes.points}>{one.points > 0 ? `+${one.points}` : one.points}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OutcomeIcon({ outcome }: { outcome: AttributeOutcome }): ReactElement {
  const size = { size: 14, stroke: 2, 'aria-hidden': true } as const;
  return (
    <span className={classes.outcome}>
      {outcome === 'AGREES' && <IconCheck {...size} />}
      {outcome === 'SIMILAR' && <IconTilde {...size} />}
      {outcome === 'DIFFERS' && <IconEqualNot {...size} />}
      <VisuallyHidden>{outcomeWords[outcome]}: </VisuallyHidden>
    </span>
  );
}
