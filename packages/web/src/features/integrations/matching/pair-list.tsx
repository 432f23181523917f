import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Card, Group, Kbd, Text } from '@mantine/core';
import { type ReactElement, useRef, useState } from 'react';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { inSentence } from '../../../components/language/language.ts';
import { formatCount } from '../../../components/sync-words.ts';
import { useRefusal } from '../../../components/viewer.ts';
import type { MatchPairFieldsFragment, ReviewDecision } from '../../../graphql/graphql.ts';
import { decisions } from './match-words.ts';
import classes from './matching.module.css';
import { PairCard } from './pair-card.tsx';
import { useDecide } from './use-decide.ts';
import { useReviewKeys } from './use-review-keys.ts';

type Props = {
  pairs: readonly MatchPairFieldsFragment[];
  /** Why nothing can be linked before the records are compared again. */
  linkRefusal: string | null;
  total: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
};

/** The pairs of a bucket, to go through by keyboard: one is active, and a decision goes on to the next. */
export function PairList({ pairs, linkRefusal, total, hasMore, isLoadingMore, onMore }: Props): ReactElement {
  const refusal = useRefusal('canAdminister');
  const { decide, busy } = useDecide();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const cards = useRef(new Map<string, HTMLLIElement>());
  const at = Math.max(
    0,
    pairs.findIndex((pair) => pair.id === activeId),
  );
  const chosen = pairs.filter((pair) => picked.has(pair.id)).map((pair) => pair.id);

  const goTo = (index: number): void => {
    const pair = pairs[Math.max(0, Math.min(pairs.length - 1, index))];
    if (!pair) return;
    setActiveId(pair.id);
    const card = cards.current.get(pair.id);
    card?.focus();
    card?.scrollIntoView({ block: 'nearest' });
  };
  const decideOne = (pair: MatchPairFieldsFragment, decision: ReviewDecision): void => {
    if (busy.has(pair.id) || (decision === 'LINK' && linkRefusal)) return;
    const index = pairs.indexOf(pair);
    // Goes on at once; the decided one leaves the list when the server has answered.
    goTo(index + 1 < pairs.length ? index + 1 : index - 1);
    void decide([pair.id], decision);
  };
  const decideChosen = async (decision: ReviewDecision): Promise<void> => {
    if (await decide(chosen, decision)) setPicked(new Set());
  };
  const pick = (id: string, isPicked: boolean): void => {
    setPicked((before) => new Set(isPicked ? [...before, id] : [...before].filter((one) => one !== id)));
  };

  useReviewKeys({
    isOn: pairs.length > 0,
    onMove: (by) => goTo(activeId === null ? 0 : at + by),
    onDecide: (number) => {
      const [pair, said] = [pairs[at], decisions[number - 1]];
      if (pair && said && activeId !== null && refusal === null) decideOne(pair, said.decision);
    },
  });

  return (
    <Card padding={0} component="section" aria-label={t`Review`}>
      <Legend />
      {chosen.length > 0 && (
        <Group gap={6} px="lg" py="xs" className={classes.bulk} role="toolbar" aria-label={t`Chosen pairs`}>
          <Text size="sm" fw={500}>
            {t`${formatCount(chosen.length)} chosen`}
          </Text>
          {decisions.map(({ decision, label }) => (
            <GuardedButton
              key={decision}
              needs="canAdminister"
              size="compact-sm"
              variant="default"
              loading={chosen.some((id) => busy.has(id))}
              blockedBecause={decision === 'LINK' ? linkRefusal : null}
              onClick={() => void decideChosen(decision)}
            >
              {label}: {formatCount(chosen.length)}
            </GuardedButton>
          ))}
        </Group>
      )}
      <ul className={classes.pairs}>
        {pairs.map((pair, index) => (
          <PairCard
            key={pair.id}
            ref={(element) => {
              if (element) cards.current.set(pair.id, element);
              else cards.current.delete(pair.id);
            }}
            pair={pair}
            linkRefusal={linkRefusal}
            isActive={index === at}
            isBusy={busy.has(pair.id)}
            isPicked={picked.has(pair.id)}
            onPick={(isPicked) => pick(pair.id, isPicked)}
            onFocus={() => setActiveId(pair.id)}
            onDecide={(decision) => decideOne(pair, decision)}
          />
        ))}
      </ul>
      <Group justify="space-between" px="lg" py="sm" className={classes.foot}>
        <Text size="xs" c="dimmed">
          {t`${formatCount(pairs.length)} of ${formatCount(total)} shown`}
        </Text>
        {hasMore && (
          <Button variant="default" size="xs" loading={isLoadingMore} onClick={onMore}>{t`Load more`}</Button>
        )}
      </Group>
    </Card>
  );
}

function Legend(): ReactElement {
  return (
    <Group gap="md" px="lg" py="sm" className={classes.legend} aria-label={t`Keys`} role="note">
      <span>
        <Trans>
          <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> next, previous
        </Trans>
      </span>
      {decisions.map(({ decision, label }, at) => (
        <span key={decision}>
          <Kbd size="xs">{at + 1}</Kbd> {inSentence(label)}
        </span>
      ))}
    </Group>
  );
}
