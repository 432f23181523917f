import type { AuditOperation, PreviewOperation } from '@causeway/shared/vocabulary';

/** What a preview shows of an event of its run by what the event tells; null: nothing, as of a remark beside the record's own event. */
export const shownAs: Readonly<Record<AuditOperation, PreviewOperation | null>> = {
  create: 'create',
  update: 'update',
  link: 'link',
  skip: 'skip',
  fail: 'needs_person',
  check: null,
  push: null,
  attach: null,
  note: null,
  setting: null,
};

/**
 * The same as SQL over an event `e` of the log: as what it is shown, or null. This alone decides which rows a preview has. What follows for others
 * of the CRM (a contact that is no longer primary) has no ID of ConnectWise and is no row.
 */
export const shownOperation = `case when e.direction = 'in' and e.remote_id is not null then case e.operation
  ${Object.entries(shownAs)
    .flatMap(([operation, shown]) => (shown ? [`when '${operation}' then '${shown}'`] : []))
    .join(' ')} end end`;
