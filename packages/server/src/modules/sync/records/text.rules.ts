import { textMissing, textTooLong } from '../messages/pull-problem.messages.ts';
import { RecordProblem } from './record-problem.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const allControl = new RegExp(control.source, 'g');
const lineBreak = /[\r\n\t]/;
const lineBreaks = /\s*[\r\n\t]+\s*/g;

/** Longest texts of a record; ConnectWise's own limits are lower, so only what is plainly wrong is refused. */
export const longest = { name: 200, line: 255, url: 1_024, long: 20_000 } as const;

/**
 * One line of text as the CRM keeps it: control characters out, line breaks as a space, trimmed; nothing left is null.
 * Text that is too long is refused, never cut: a silent cut is a wrong value that nobody sees.
 */
export function line(value: string | null | undefined, field: string, max: number = longest.line): string | null {
  if (value === null || value === undefined) return null;
  refuseLong(value, field, max);
  const text = lineBreak.test(value) ? value.replace(lineBreaks, ' ') : value;
  return tidy(text);
}

/** Text of several lines: line breaks stay, as `\n`. */
export function lines(value: string | null | undefined, field: string, max: number = longest.long): string | null {
  if (value === null || value === undefined) return null;
  refuseLong(value, field, max);
  return tidy(value.includes('\r') ? value.replace(/\r\n?/g, '\n') : value);
}

/** The same as `line`, but there must be something. */
export function requiredLine(value: string | null | undefined, field: string, max: number = longest.name): string {
  const text = line(value, field, max);
  if (text !== null) return text;
  throw RecordProblem.of('missing_name', textMissing(field), { field });
}

/** A number as decimal text without exponent or trailing zeros: `12.5`. */
export function decimal(value: number | null | undefined): string {
  if (!value) return '0';
  const text = String(value);
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text;
}

function tidy(text: string): string | null {
  const clean = control.test(text) ? text.replace(allControl, '') : text;
  const trimmed = clean.trim();
  return trimmed === '' ? null : trimmed.toWellFormed();
}

function refuseLong(value: string, field: string, max: number): void {
  if (value.length <= max) return;
  const length = value.length;
  throw RecordProblem.of('text_too_long', textTooLong(field, { length, max }), { field, length, max });
}
