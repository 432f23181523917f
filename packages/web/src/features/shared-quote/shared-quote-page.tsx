import { t } from '@lingui/core/macro';
import {
  Alert,
  Anchor,
  Box,
  Button,
  Container,
  Group,
  Image,
  Loader,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { type FormEvent, type ReactElement, useCallback, useEffect, useState } from 'react';
import { formatDay } from '../../components/day.tsx';
import { InCurrency } from '../../components/money.tsx';
import { acceptQuote, addressOf, readQuote, type SharedAnswer, type SharedQuote } from './shared-quote.ts';
import { SharedQuoteSheet } from './shared-quote-sheet.tsx';

/** A quote as its client sees it who has the link: to read, to open as PDF, and to accept. */
export function SharedQuotePage(): ReactElement {
  const [token] = useState(() => window.location.hash.slice(1));
  const [answer, setAnswer] = useState<SharedAnswer | null>(null);
  const read = useCallback(async () => {
    setAnswer(
      token ? await readQuote(token) : { message: t`This link is incomplete. Open it from the message again.` },
    );
  }, [token]);
  useEffect(() => void read(), [read]);
  return (
    <Container component="main" size={860} py="xl" px="md">
      {answer === null && (
        <Group justify="center" py="xl">
          <Loader aria-label={t`Loading the quote`} />
        </Group>
      )}
      {answer && 'message' in answer && <Refused message={answer.message} onRetry={() => void read()} />}
      {answer && 'quote' in answer && <Shown quote={answer.quote} token={token} onAnswer={setAnswer} />}
    </Container>
  );
}

function Refused({ message, onRetry }: { message: string; onRetry: () => void }): ReactElement {
  return (
    <Paper withBorder p="xl" maw={520} mx="auto">
      <Title order={1} size="h2" mb="sm">{t`This quote cannot be shown`}</Title>
      <Text mb="md">{message}</Text>
      <Button variant="default" onClick={onRetry}>{t`Try again`}</Button>
    </Paper>
  );
}

type ShownProps = { quote: SharedQuote; token: string; onAnswer: (answer: SharedAnswer) => void };

function Shown({ quote, token, onAnswer }: ShownProps): ReactElement {
  const { sheet, hasLogo, acceptedAt, acceptedBy, refusal } = quote;
  return (
    <Stack gap="lg">
      <Seller sheet={sheet} logo={hasLogo ? addressOf(token, '/logo') : null} />
      <Group justify="space-between" align="flex-start" gap="md">
        <Box style={{ flex: '1 1 18rem' }}>
          <Text size="sm" c="dimmed">
            {sheet.revision > 1 ? t`Quote ${sheet.number}, revision ${sheet.revision}` : t`Quote ${sheet.number}`} ·{' '}
            {formatDay(sheet.date.slice(0, 10))}
          </Text>
          <Title order={1}>{sheet.title}</Title>
          <Text size="sm" c="dimmed">
            {t`For ${[sheet.clientName, sheet.contactName].filter(Boolean).join(', ')}`}
            {sheet.validUntil && ` · ${t`Valid until ${formatDay(sheet.validUntil)}`}`}
            {sheet.currency && ` · ${t`Amounts in ${sheet.currency}`}`}
          </Text>
          {sheet.clientAddress.length > 0 && (
            <Text size="sm" c="dimmed">
              {sheet.clientAddress.join(', ')}
            </Text>
          )}
        </Box>
        <Anchor href={addressOf(token, '/file')} target="_blank" rel="noreferrer">{t`Open PDF`}</Anchor>
      </Group>
      {acceptedAt && acceptedBy && (
        <Alert color="teal" variant="light" icon={<IconCheck size={18} aria-hidden />} title={t`Accepted`}>
          {t`${acceptedBy} accepted this quote on ${formatDay(acceptedAt.slice(0, 10))}.`}
        </Alert>
      )}
      {!acceptedAt && refusal && (
        <Alert color="gray" variant="light" icon={<IconInfoCircle size={18} aria-hidden />}>
          {refusal}
        </Alert>
      )}
      <InCurrency currency={sheet.currency}>
        <SharedQuoteSheet sheet={sheet} />
      </InCurrency>
      {!refusal && <Accept seller={sheet.seller} token={token} onAnswer={onAnswer} />}
    </Stack>
  );
}

/** Whose quote it is, as at the head of the PDF. */
function Seller({ sheet, logo }: { sheet: SharedQuote['sheet']; logo: string | null }): ReactElement {
  return (
    <Group align="flex-start" gap="md" component="address" style={{ fontStyle: 'normal' }}>
      {/* On white as on paper: a logo is seldom drawn for a dark page. */}
      {logo && <Image src={logo} alt="" w="auto" maw={230} h={72} fit="contain" bg="white" p={6} radius="sm" />}
      <Box>
        <Text fw={600}>{sheet.seller}</Text>
        {sheet.sellerLines.map((line) => (
          <Text key={line} size="sm" c="dimmed">
            {line}
          </Text>
        ))}
      </Box>
    </Group>
  );
}

type AcceptProps = { seller: string; token: string; onAnswer: (answer: SharedAnswer) => void };

function Accept({ seller, token, onAnswer }: AcceptProps): ReactElement {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!name.trim()) return setError(t`Enter your name.`);
    setSending(true);
    const answer = await acceptQuote(token, name);
    setSending(false);
    if ('quote' in answer) return onAnswer(answer);
    // Why it was refused may have changed what is shown, too.
    setError(answer.message);
  };
  return (
    <Paper withBorder p="lg" component="form" noValidate onSubmit={(event) => void submit(event as FormEvent)}>
      <Title order={2} size="h3" mb="xs">{t`Accept this quote`}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {t`${seller} is told your name, when you accepted, and your network address.`}
      </Text>
      <Group align="flex-start" gap="sm">
        <TextInput
          label={t`Your name`}
          required
          autoComplete="name"
          maxLength={100}
          style={{ flex: '1 1 16rem' }}
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" loading={isSending} mt={25}>{t`Accept quote`}</Button>
      </Group>
    </Paper>
  );
}
