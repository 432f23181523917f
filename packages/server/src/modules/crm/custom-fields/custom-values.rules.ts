import type { Problem } from '../../../platform/errors.ts';
import type { CustomField } from './custom-field.type.ts';

export type CustomValues = Record<string, unknown>;
type Definition = Pick<CustomField, 'name' | 'type' | 'options'>;

const MAX_TEXT_LENGTH = 2_000;

/**
 * Lays values that were sent over those that are stored. A field is named in any case and kept as it is defined; null or "" clears it;
 * fields that were not sent stay. Problems name `customFields.<index>.name` or `.value`.
 */
export function mergeCustomValues(
  definitions: readonly Definition[],
  stored: CustomValues,
  sent: readonly { name: string; value?: unknown }[],
): { values: CustomValues; problems: Problem[] } {
  const values = { ...stored };
  const problems: Problem[] = [];
  for (const [index, { name, value: given }] of sent.entries()) {
    const problemAt = (key: string, message: string) =>
      problems.push({ code: 'invalid_input', field: `customFields.${index}.${key}`, message });
    const field = definitions.find((d) => d.name.toLowerCase() === name.toLowerCase());
    if (!field) {
      problemAt('name', `There is no custom field "${name}" here. Leave it out.`);
      continue;
    }
    // A form sends back what it was given, such as an option that is no longer offered; that is no choice of anybody's.
    if (given !== undefined && given === stored[field.name]) continue;
    // Like any other text.
    const value = field.type === 'text' && typeof given === 'string' ? given.trim() : given;
    const isEmpty = value === null || value === undefined || value === '';
    const fault = isEmpty ? null : faultOf(field, value);
    if (fault) problemAt('value', fault);
    else if (isEmpty) delete values[field.name];
    else values[field.name] = value;
  }
  return { values, problems };
}

/** Why a value does not fit its field, as a sentence; null when it does. */
function faultOf(field: Definition, value: unknown): string | null {
  const { name } = field;
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') return `Enter text for "${name}".`;
      // PostgreSQL cannot keep NUL inside JSON.
      if (value.includes('\u0000')) return `Take the control characters out of "${name}".`;
      return value.length > MAX_TEXT_LENGTH ? `Shorten "${name}" to ${MAX_TEXT_LENGTH} characters.` : null;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : `Enter a number for "${name}".`;
    case 'date':
      return isDay(value) ? null : `Enter "${name}" as YYYY-MM-DD, such as 2026-04-30.`;
    case 'checkbox':
      return typeof value === 'boolean' ? null : `"${name}" is either on or off.`;
    case 'list':
      return field.options.some((option) => option === value) ? null : `Choose "${name}" from its list.`;
    default:
      return field.type satisfies never;
  }
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
