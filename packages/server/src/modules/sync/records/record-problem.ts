import type { IssueText } from '../messages/message.ts';

/** Codes of records that cannot be taken in; each becomes one issue and one audit error. */
export type RecordProblemCode =
  | 'missing_name'
  | 'text_too_long'
  | 'invalid_record'
  | 'unknown_reference'
  | 'name_taken'
  | 'conflict_asked'
  | 'possible_duplicate'
  | 'remote_deleted'
  | 'local_missing'
  | 'company_missing'
  | 'no_stage'
  | 'refused_by_database'
  | 'internal';

/** Why one record cannot be taken in, in a sentence for a person, with what to do about it. */
export class RecordProblem extends Error {
  constructor(
    readonly code: RecordProblemCode,
    message: string,
    readonly advice: string,
    readonly detail: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'RecordProblem';
  }

  /** With a text of the catalogue of messages. */
  static of(code: RecordProblemCode, { message, advice }: IssueText, detail?: Record<string, unknown>): RecordProblem {
    return new RecordProblem(code, message, advice, detail);
  }
}
