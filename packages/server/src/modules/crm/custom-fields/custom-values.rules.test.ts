import { mergeCustomValues } from './custom-values.rules.ts';

const definitions = [
  { name: 'Reference', type: 'text' as const, options: [] },
  { name: 'Seats', type: 'number' as const, options: [] },
  { name: 'Kick-off', type: 'date' as const, options: [] },
  { name: 'Renewal', type: 'checkbox' as const, options: [] },
  { name: 'Source', type: 'list' as const, options: ['Web', 'Partner'] },
];

describe('mergeCustomValues', () => {
  it('keeps what was not sent, changes what was, and clears what was sent empty', () => {
    const merged = mergeCustomValues(definitions, { Seats: 5, Source: 'Web', Reference: 'A' }, [
      { name: 'seats', value: 12 },
      { name: 'Source', value: null },
    ]);
    expect(merged).toEqual({ values: { Seats: 12, Reference: 'A' }, problems: [] });
  });

  it.each([
    ['Reference', 5, 'Enter text for "Reference".'],
    ['Reference', 'a\u0000', 'Take the control characters out of "Reference".'],
    ['Reference', 'x'.repeat(2001), 'Shorten "Reference" to 2000 characters.'],
    ['Seats', '5', 'Enter a number for "Seats".'],
    ['Kick-off', '2026-02-30', 'Enter "Kick-off" as YYYY-MM-DD, such as 2026-04-30.'],
    ['Renewal', 'yes', '"Renewal" is either on or off.'],
    ['Source', 'Fair', 'Choose "Source" from its list.'],
  ])('refuses %s = %j', (name, value, message) => {
    const { problems } = mergeCustomValues(definitions, {}, [{ name, value }]);
    expect(problems).toEqual([{ code: 'invalid_input', field: 'customFields.0.value', message }]);
  });

  it('R29: leaves a value alone that is no longer offered and came back as it was', () => {
    expect(mergeCustomValues(definitions, { Source: 'Fair' }, [{ name: 'Source', value: 'Fair' }])).toEqual({
      values: { Source: 'Fair' },
      problems: [],
    });
  });

  it('takes off the blanks around a text, and nothing but blanks for nothing', () => {
    const sent = (value: string) => mergeCustomValues(definitions, { Reference: 'A' }, [{ name: 'Reference', value }]);
    expect(sent('  B 1 ').values).toEqual({ Reference: 'B 1' });
    expect(sent('   ').values).toEqual({});
  });

  it('refuses a field that nobody defined', () => {
    const { problems } = mergeCustomValues(definitions, {}, [
      { name: 'Seats', value: 1 },
      { name: 'Colour', value: 'red' },
    ]);
    expect(problems).toEqual([
      {
        code: 'invalid_input',
        field: 'customFields.1.name',
        message: 'There is no custom field "Colour" here. Leave it out.',
      },
    ]);
  });
});
