import { t } from '@lingui/core/macro';
import { Radio, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { quoteAmount } from '../../components/cycle-amounts.ts';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { useFormatMoney } from '../../components/money.tsx';
import { notifyDone } from '../../components/notify.ts';
import type { DocumentKind, DocumentState } from '../../graphql/graphql.ts';
import { MarkOpportunityWonMutation } from './opportunities.graphql.ts';
import { answerProblems, changesOpportunities } from './outcome.ts';

type Quote = {
  id: string;
  kind: DocumentKind;
  state: DocumentState;
  title: string;
  number?: number | null;
  total: string;
  recurring: readonly { cycle: string; subtotal: string; discount: string; total: string; monthly?: string | null }[];
};
type Props = {
  opened: boolean;
  onClose: () => void;
  opportunity: { id: string; name: string; documents: readonly Quote[] };
};

/** Asks which quote was accepted when there are several, and says what will happen in ConnectWise. */
export function WonDialog({ opened, onClose, opportunity }: Props): ReactElement {
  const quotes = quotesToWinBy(opportunity.documents);
  const [chosen, setChosen] = useState<string | null>(null);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [, markWon] = useMutation(MarkOpportunityWonMutation);
  const money = useFormatMoney();
  const quoteId = chosen ?? (quotes.length === 1 ? quotes[0]?.id : null) ?? null;

  const confirm = async (): Promise<boolean> => {
    const { data, error } = await markWon({ id: opportunity.id, quoteId }, changesOpportunities);
    const found = answerProblems(error, data?.markOpportunityWon.problems);
    setProblems(found);
    if (found.length > 0) return false;
    notifyDone(t`Marked as won.`);
    return true;
  };
  const close = (): void => {
    setProblems([]);
    onClose();
  };

  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t`Mark “${opportunity.name}” as won?`}
      confirmLabel={t`Mark won`}
      onConfirm={confirm}
      confirmDisabled={quotes.length > 1 && quoteId === null}
    >
      <Stack gap="md">
        {quotes.length > 1 && (
          <Radio.Group label={t`Which quote did the client accept?`} value={quoteId ?? ''} onChange={setChosen}>
            <Stack gap="xs" mt="xs">
              {quotes.map((quote) => (
                <Radio
                  key={quote.id}
                  value={quote.id}
                  label={quoteLabel(quote, money)}
                  description={quote.state === 'SENT' ? t`Sent` : t`Draft`}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <Text size="sm">{consequence(quotes, money)}</Text>
        <FormProblems problems={problems} />
      </Stack>
    </ConfirmDialog>
  );
}

/** The accepted quote alone, else those that nobody declined. */
function quotesToWinBy(documents: readonly Quote[]): Quote[] {
  const accepted = documents.filter((document) => document.kind === 'QUOTE' && document.state === 'ACCEPTED');
  if (accepted.length > 0) return accepted;
  return documents.filter((document) => document.kind === 'QUOTE' && document.state !== 'DECLINED');
}

type FormatMoney = (amount: string) => string;

const quoteLabel = (quote: Quote, money: FormatMoney): string =>
  `${quote.number ? `#${quote.number} ` : ''}${quote.title}, ${quoteAmount(quote, money)}`;

function consequence(quotes: readonly Quote[], money: FormatMoney): string {
  const [only] = quotes;
  if (!only) return t`There is no quote, so the opportunity goes to ConnectWise without product lines or documents.`;
  const which = quotes.length === 1 ? t`Quote ${quoteLabel(only, money)}` : t`The quote that you choose`;
  const first = only.state === 'ACCEPTED' ? t`${which} is accepted already.` : t`${which} is marked as accepted.`;
  return t`${first} If ConnectWise is connected, the opportunity is written there with its client, contact, product lines, documents and a note.`;
}
