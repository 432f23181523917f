import { clientGroups } from '@causeway/shared/forms/client';
import { contactGroups } from '@causeway/shared/forms/contact';
import { opportunityGroups } from '@causeway/shared/forms/opportunity';
import type { FieldGroup } from '@causeway/shared/forms/plain-fields';
import { productGroups } from '@causeway/shared/forms/product';
import { afterEach, describe, expect, it } from 'vitest';
import { formGroup } from './form-group.ts';
import { speak } from './language/language.ts';
import { sharedFormWords } from './shared-form-words.ts';

const groups: FieldGroup[] = [clientGroups, contactGroups, opportunityGroups, productGroups].flatMap((form) =>
  Object.values<FieldGroup>(form),
);

/** Everything that people read of a group, except examples of values. */
const saidIn = ({ legend, fields }: FieldGroup): string[] => [
  legend,
  ...Object.values(fields).flatMap(({ label, description, input }) => [
    ...(input.kind === 'kept' ? [] : [label]),
    ...(description ? [description] : []),
    ...(input.kind === 'either' ? input.options.map((option) => option.label) : []),
  ]),
];

describe('the words of the forms that API and web share', () => {
  afterEach(() => speak('en'));

  it.each(groups.map((group) => [group.legend, group] as const))('are known: %s', (_legend, group) => {
    expect(saidIn(group).filter((text) => !Object.hasOwn(sharedFormWords, text))).toEqual([]);
  });

  it('follow the language, also in a form that was loaded before it changed', async () => {
    const group = formGroup<Record<string, unknown>, object>()(clientGroups.address, {});
    expect([group.legend, group.fields[0]?.label]).toEqual(['Address', 'Address']);
    await speak('de');
    expect([group.legend, group.fields.map(({ label }) => label)]).toEqual([
      'Adresse',
      ['Adresse', 'Adresszeile 2', 'Postleitzahl', 'Ort', 'Bundesland oder Region', 'Land'],
    ]);
  });
});
