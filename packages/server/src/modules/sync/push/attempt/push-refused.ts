import type { SetupStep } from '@causeway/shared/vocabulary';
import type { IssueText } from '../../messages/message.ts';

/** A push that cannot go on until a person does something. `advice` says what; it becomes the issue's. */
export class PushRefused extends Error {
  constructor(
    readonly code: PushRefusedCode,
    message: string,
    readonly advice: string,
    /** The step of the set-up in which it is mended, if that is where. */
    readonly step: SetupStep | null = null,
    /** What the issue keeps besides, for those who decide. */
    readonly detail: Readonly<Record<string, unknown>> = {},
    /** What the issue of the record at fault says, which stands for others that it stops as well. */
    readonly atCause: IssueText | null = null,
  ) {
    super(message);
    this.name = 'PushRefused';
  }

  /** With a text of the catalogue of messages. */
  static of(
    code: PushRefusedCode,
    { message, advice }: IssueText,
    {
      step,
      detail,
      atCause,
    }: { step?: SetupStep; detail?: Readonly<Record<string, unknown>>; atCause?: IssueText } = {},
  ): PushRefused {
    return new PushRefused(code, message, advice, step, detail, atCause);
  }
}

export type PushRefusedCode =
  | 'record_gone'
  | 'link_broken'
  | 'link_kept'
  | 'never_synced'
  | 'contact_missing'
  | 'match_needed'
  | 'identifier_taken'
  | 'value_taken'
  | 'identifier_missing'
  | 'status_missing'
  | 'setup_missing'
  | 'option_gone'
  | 'line_item_missing'
  | 'tax_code_missing'
  | 'text_too_long'
  | 'bundle_unsupported'
  | 'billing_cycle_missing'
  | 'custom_field_empty'
  | 'line_refused'
  | 'totals_differ';

/** Waits until a person has decided something that concerns many records; counts as no attempt. */
export class PushHeld extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PushHeld';
  }
}

/** Something else works on the same record right now (another push creates it, a pull took it in); this push begins anew and counts as no attempt. */
export class PushBusy extends Error {
  override readonly name = 'PushBusy';
}
