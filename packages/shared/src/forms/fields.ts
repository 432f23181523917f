import { Decimal } from 'decimal.js';
import { z } from 'zod';

/**
 * Building blocks of the forms. Each takes what a browser field or a GraphQL input may hold (text, null, nothing)
 * and gives clean text or null. Every message says what to do, because it is shown at the field as it stands.
 */

const withoutControls = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim();
// PostgreSQL refuses NUL in text, and ConnectWise control characters; line breaks and tabs stay.
const withoutControlsButBreaks = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]+/gu, '')
    .trim();

interface TextRule {
  /** The field in the middle of a sentence: "the name". */
  what: string;
  max: number;
  /** Keeps line breaks. */
  multiline?: boolean;
}

const cleanText = ({ multiline }: TextRule) =>
  z.string().transform(multiline ? withoutControlsButBreaks : withoutControls);

const tooLong = ({ what, max }: TextRule) => `Shorten ${what} to ${max.toLocaleString('en-US')} characters.`;

/** Text that must be there. */
export const requiredText = (rule: TextRule) =>
  z.preprocess(
    (value) => value ?? '',
    cleanText(rule).pipe(z.string().min(1, `Enter ${rule.what}.`).max(rule.max, tooLong(rule))),
  );

/** Text that may be missing: nothing, null and blanks all become null. `matches` is checked only where there is text. */
export const optionalText = (rule: TextRule, matches?: { pattern: RegExp; message: string }) => {
  const text = z.string().max(rule.max, tooLong(rule));
  const checked = matches ? text.regex(matches.pattern, matches.message) : text;
  return z.preprocess(
    (value) => value ?? '',
    cleanText(rule)
      .transform((value) => (value === '' ? null : value))
      .pipe(checked.nullable()),
  );
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** ID of a record that must be chosen; `message` such as "Choose a client." */
export const chosenId = (message: string) =>
  z.preprocess((value) => value ?? '', z.string().trim().regex(uuid, message));

/** ID of a record that may be left open. */
export const optionalId = (message: string) =>
  z.preprocess((value) => (value === '' ? null : (value ?? null)), z.string().trim().regex(uuid, message).nullable());

interface DecimalRule {
  /** Starts the sentence: "The price". */
  what: string;
  min: string;
  max: string;
  /** Refuse `min` itself. */
  above?: boolean;
  /** Refuse nothing, where there may be less. */
  notZero?: boolean;
  /** Most digits after the point. */
  digits: number;
  /** Stands in for an empty field; without it the field is required. */
  empty?: string;
}

/** A plain decimal kept as text ("1234.5"), never turned into a floating-point number. */
export const decimalText = ({ what, min, max, above, notZero, digits, empty }: DecimalRule) =>
  z.preprocess(
    (value) => {
      const text = typeof value === 'number' ? String(value) : (value ?? '');
      return typeof text === 'string' && text.trim() === '' ? (empty ?? '') : text;
    },
    z
      .string()
      .trim()
      .superRefine((text, context) => {
        const complain = (message: string) => context.addIssue({ code: 'custom', message });
        if (text === '') return complain(`Enter ${lowerFirst(what)}.`);
        if (!/^-?\d{1,30}(\.\d{1,30})?$/.test(text))
          return complain(`Enter ${lowerFirst(what)} as a number such as 1234.5.`);
        const value = new Decimal(text);
        if (value.decimalPlaces() > digits)
          return complain(`${what} can have at most ${digits} digits after the point.`);
        if (above ? value.lte(min) : value.lt(min))
          return complain(
            `${what} must be ${above ? 'more than' : 'at least'} ${Number(min).toLocaleString('en-US')}.`,
          );
        if (notZero && value.isZero()) return complain(`${what} must not be 0.`);
        if (value.gt(max)) return complain(`${what} must be at most ${Number(max).toLocaleString('en-US')}.`);
      }),
  );

/** How many of something, or nothing: 12, "12". */
export const optionalCount = ({ one, many, min, max }: { one: string; many: string; min: number; max: number }) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? (value.trim() === '' ? null : Number(value)) : (value ?? null)),
    z
      .int(`Enter the number of ${many} as a whole number, or leave it empty.`)
      .min(min, `Enter at least ${min} ${min === 1 ? one : many}, or leave the number empty.`)
      .max(max, `Enter at most ${max.toLocaleString('en-US')} ${many}.`)
      .nullable(),
  );

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const isRealDay = (text: string) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** A calendar day as "2026-04-30", or none; a Date from a GraphQL scalar is read as its UTC day. `what` is in the middle of a sentence: "due date". */
export const optionalDay = (what: string) =>
  z.preprocess(
    (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value === '' ? null : (value ?? null)),
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, `Enter the ${what} as YYYY-MM-DD, such as 2026-04-30.`)
      .refine(isRealDay, `This day does not exist. Choose another ${what}.`)
      .nullable(),
  );

/** The version that was edited; null when the record is new or the caller does not guard against others. */
export const versionField = z.preprocess((value) => value ?? null, z.number().int().nonnegative().nullable());

export const phoneRule = {
  pattern: /\d/,
  message: 'Enter a phone number with digits, such as +1 555 010 0199, or leave it empty.',
};
