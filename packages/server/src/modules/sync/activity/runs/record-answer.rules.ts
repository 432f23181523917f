import type { RecordWords } from '../../messages/message.ts';
import { closedSentences } from '../../messages/pull-description.messages.ts';
import { fieldsNotSent, sameOnBothSides, staysDifferent, stillToCome } from '../../messages/sync-record.messages.ts';
import { inSentence } from '../../records/fields/field-table.ts';
import type { ComparedFieldType } from '../../repair/link-action.type.ts';

/** What a person is told who asked for one linked record: field by field, by the comparison of both sides after it was fetched. */

export interface ComparedRecord {
  words: RecordWords;
  remoteId: string;
  /** Empty where the two could not be compared. */
  fields: readonly Pick<ComparedFieldType, 'label' | 'crm' | 'connectwise' | 'differs' | 'winner' | 'stays'>[];
  /** Why nothing at all passes over the link, a clause. */
  held: string | null;
  /** Why something that ConnectWise has did not come in, a clause. */
  notTakenIn: string | null;
}

export interface RecordAnswer {
  /** Of what ConnectWise has, and of what stays as it is on both sides. */
  left: string[];
  notSent: string[];
  /** Fields that a push would send. */
  toSend: string[];
  isSame: boolean;
}

export function answerOf({ words, remoteId, fields, held, notTakenIn }: ComparedRecord): RecordAnswer {
  const differing = fields.map((one) => ({ ...one, label: inSentence(one.label) })).filter(({ differs }) => differs);
  const stays = (one: { stays: string | null }) => held ?? one.stays;
  const theirs = differing.filter(({ winner }) => winner === 'connectwise');
  const ours = differing.filter(({ winner }) => winner === 'crm');
  const apart = differing.filter(({ winner }) => winner === null);
  const isSame = fields.length > 0 && differing.length === 0;
  const notTaken = theirs.map((one) => ({
    label: one.label,
    value: one.connectwise,
    because: stays(one) ?? notTakenIn ?? stillToCome(),
  }));
  return {
    left: [
      ...closedSentences(notTaken),
      ...staysDifferent(apart.map((one) => ({ ...one, because: stays(one) ?? '' }))),
      ...(isSame ? [sameOnBothSides(words, remoteId)] : []),
    ],
    notSent: fieldsNotSent(
      ours.flatMap((one) => {
        const because = stays(one);
        return because === null ? [] : [{ label: one.label, because }];
      }),
    ),
    toSend: ours.filter((one) => stays(one) === null).map(({ label }) => label),
    isSame,
  };
}
