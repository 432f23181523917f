import { msg, t } from '@lingui/core/macro';
import { perLanguage, words } from '../../../components/language/language.ts';
import type { SyncMode } from '../../../graphql/graphql.ts';

const hourAndMinute = perLanguage(
  ({ dates }) => new Intl.DateTimeFormat(dates, { hour: 'numeric', minute: '2-digit' }),
);

export type Flow = 'yes' | 'win' | 'no';

/** What passes of one kind of record: new ones and changes, from ConnectWise and to it. */
export type Flows = { pullNew: Flow; pullChange: Flow; pushNew: Flow; pushChange: Flow };

type Words = {
  label: string;
  sentence: string;
  /** Clients, contacts and products go along with what needs them. */
  records: Flows;
  opportunities: Flows;
  /** Quote lines, documents and notes are never read back. */
  lines: Flow;
  documents: Flow;
};

const nothing: Flows = { pullNew: 'no', pullChange: 'no', pushNew: 'no', pushChange: 'no' };

/** Each mode: its name, one honest sentence, and what passes in each direction. */
export const modeWords: Record<SyncMode, Words> = words({
  PULL_NEW_PUSH_WON: {
    label: msg`Bring in new records, send won opportunities`,
    sentence: msg`A record that is new in ConnectWise arrives once; later edits stay where they are made. A won opportunity goes to ConnectWise with everything that belongs to it.`,
    records: { ...nothing, pullNew: 'yes', pushNew: 'win' },
    opportunities: { ...nothing, pullNew: 'yes', pushNew: 'win', pushChange: 'win' },
    lines: 'win',
    documents: 'win',
  },
  REAL_TIME: {
    label: msg`Real time`,
    sentence: msg`New records and edits flow both ways, whatever the status of the opportunity or the quote.`,
    records: { pullNew: 'yes', pullChange: 'yes', pushNew: 'yes', pushChange: 'yes' },
    opportunities: { pullNew: 'yes', pullChange: 'yes', pushNew: 'yes', pushChange: 'yes' },
    lines: 'yes',
    documents: 'win',
  },
  PULL_ONLY: {
    label: msg`Only from ConnectWise`,
    sentence: msg`New records and edits arrive from ConnectWise. Nothing is sent.`,
    records: { ...nothing, pullNew: 'yes', pullChange: 'yes' },
    opportunities: { ...nothing, pullNew: 'yes', pullChange: 'yes' },
    lines: 'no',
    documents: 'no',
  },
  PUSH_WON_ONLY: {
    label: msg`Only won opportunities to ConnectWise`,
    sentence: msg`Won opportunities are sent with everything that belongs to them. Nothing is brought in.`,
    records: { ...nothing, pushNew: 'win' },
    opportunities: { ...nothing, pushNew: 'win', pushChange: 'win' },
    lines: 'win',
    documents: 'win',
  },
});

export const syncModes = Object.keys(modeWords) as SyncMode[];

export const isSyncMode = (value: string): value is SyncMode => Object.hasOwn(modeWords, value);

/** When what passes is on its way, without promising more than is so: ConnectWise is asked every quarter of an hour, and tells by itself while its callbacks work. */
export function timingText(
  mode: SyncMode,
  { nextPullAt, isTold }: { nextPullAt: string | null; isTold: boolean },
): string {
  const { records, opportunities } = modeWords[mode];
  const pulls = records.pullNew !== 'no' || records.pullChange !== 'no';
  const from = pulls ? pullText(nextPullAt, isTold) : t`From ConnectWise: nothing.`;
  const to = {
    yes: t`To ConnectWise: at once.`,
    win: t`To ConnectWise: at once, when an opportunity is won.`,
    no: t`To ConnectWise: nothing.`,
  }[opportunities.pushNew];
  return `${to} ${from}`;
}

function pullText(nextPullAt: string | null, isTold: boolean): string {
  if (!nextPullAt)
    return isTold
      ? t`From ConnectWise: at once, by callbacks. A poll checks every 15 minutes.`
      : t`From ConnectWise: every 15 minutes.`;
  const next = hourAndMinute().format(new Date(nextPullAt));
  return isTold
    ? t`From ConnectWise: at once, by callbacks. A poll checks every 15 minutes, next at ${next}.`
    : t`From ConnectWise: every 15 minutes, next at ${next}.`;
}
