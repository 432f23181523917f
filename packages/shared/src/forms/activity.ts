import { z } from 'zod';
import { activityKinds } from '../vocabulary.ts';
import { optionalDay, optionalId, optionalText, requiredText, versionField } from './fields.ts';

/** An activity of an opportunity as it is typed. A note is neither due nor done: it only says what was. */
export const activityForm = z
  .object({
    kind: z.enum(activityKinds, 'Choose what it is: a task, a call or a note.'),
    subject: requiredText({ what: 'what is to be done, or what happened', max: 200 }),
    details: optionalText({ what: 'the details', max: 5_000, multiline: true }),
    dueOn: optionalDay('due date'),
    ownerId: optionalId('Choose an owner from the list, or leave it empty.'),
    version: versionField,
  })
  .superRefine(({ kind, dueOn }, context) => {
    if (kind === 'note' && dueOn !== null)
      context.addIssue({
        code: 'custom',
        path: ['dueOn'],
        message: 'A note is not due on a day. Leave the due date empty, or make it a task.',
      });
  });

export type ActivityForm = z.output<typeof activityForm>;
