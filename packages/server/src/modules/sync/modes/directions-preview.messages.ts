import type { ModeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { isPulled, syncOf } from '../registry.ts';

interface Counted {
  fields: readonly { record: string; label: string; taken: number; sent: number; emptied: number; kept: number }[];
  lookedAt: number;
  isPartial: boolean;
}

/** What the next cycle does, in sentences: "412 clients get ConnectWise's phone." */
export function directionSentences(
  { fields, lookedAt, isPartial }: Counted,
  { pullUpdate, pushUpdate }: Pick<ModeCapabilities, 'pullUpdate' | 'pushUpdate'>,
): string[] {
  if (fields.length === 0) return ['No direction changes.'];
  if (!pullUpdate)
    return ['By the sync mode, linked records are left as they are; this counts once a mode takes changes in.'];
  const told = fields.flatMap(({ record, label, taken, sent, emptied, kept }) => {
    const words = isPulled(record) ? syncOf(record).words : { local: record, remote: record, many: `${record}s` };
    return [
      ...(taken > 0
        ? [`${counted(taken, words.local, plural(words.local), 'gets', 'get')} ConnectWise's ${label}.`]
        : []),
      ...(sent > 0
        ? [
            pushUpdate
              ? `${counted(sent, words.remote, words.many, 'gets', 'get')} the CRM's ${label}.`
              : `${counted(sent, words.remote, words.many, 'holds', 'hold')} another ${label} than the CRM and ${sent === 1 ? 'keeps' : 'keep'} it: by the sync mode, edits are not sent.`,
          ]
        : []),
      ...(emptied > 0 && pushUpdate
        ? [`${counted(emptied, words.remote, words.many, 'loses its', 'lose their')} ${label}, which was emptied here.`]
        : []),
      ...(kept > 0
        ? [`${counted(kept, words.remote, words.many, 'keeps its', 'keep their')} ${label}, which is empty here.`]
        : []),
    ];
  });
  return [
    ...(told.length > 0 ? told : ['The next cycle changes nothing: both sides hold the same, or each keeps its own.']),
    isPartial
      ? `The first ${lookedAt.toLocaleString('en-US')} linked records were looked at; there are more.`
      : `${lookedAt.toLocaleString('en-US')} linked ${lookedAt === 1 ? 'record was' : 'records were'} looked at.`,
  ];
}

const plural = (word: string): string => (word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`);

const counted = (n: number, one: string, many: string, does: string, pluralDoes: string): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many} ${n === 1 ? does : pluralDoes}`;
