import { readFileSync } from 'node:fs';
import { quoteForm, quoteLineForm } from '@causeway/shared/forms/quote';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { registry } from '../registry.ts';
import { syncedQuoteFields } from './quote-line/quote-fields.ts';
import { syncedFields } from './synced-fields.rules.ts';
import { syncedFieldsPage } from './synced-fields-page.ts';

describe('R65: what is synced', () => {
  it('is written down as it is', () =>
    expect(readFileSync(new URL('../../../../../../docs/synced-fields.md', import.meta.url), 'utf8')).toBe(
      syncedFieldsPage(registry),
    ));

  it('has a reason for everything that does not pass, in every mode', () => {
    for (const mode of Object.values(modeCapabilities))
      for (const field of syncedFields(registry, mode))
        if (field.in !== 'always' || field.out !== 'always') expect([field, field.reason]).not.toEqual([field, null]);
  });

  it('says it of every field of the quote form, lines included, in every mode', () => {
    const fields = [
      ...Object.keys(quoteForm.shape).filter((name) => name !== 'lines' && name !== 'version'),
      // The ID of a cycle goes along with its name.
      ...Object.keys(quoteLineForm.shape).flatMap((name) => (name === 'billingCycleId' ? [] : [`lines.${name}`])),
    ];
    for (const mode of Object.values(modeCapabilities)) {
      const told = syncedQuoteFields(mode);
      expect(told.map(({ field }) => field).sort()).toEqual(fields.sort());
      expect(told.filter(({ reason }) => !reason)).toEqual([]);
    }
    const of = (mode: keyof typeof modeCapabilities, field: string) =>
      syncedQuoteFields(modeCapabilities[mode]).find((one) => one.field === field);
    expect(of('real_time', 'lines.quantity')?.out).toBe('always');
    expect(of('real_time', 'title')?.out).toBe('on_create');
    expect(of('pull_only', 'lines.price')).toMatchObject({
      out: 'never',
      reason: expect.stringContaining('nothing goes out'),
    });
    expect(of('pull_only', 'lines.price')?.reason).not.toContain('Sent as');
  });

  it('says of each field where it lives in ConnectWise, unless a step of its own writes it', () => {
    for (const { fields } of registry)
      for (const [name, { place, out, write }] of Object.entries(fields))
        if (out.update && place.kind !== 'item' && place.kind !== 'associations' && name !== 'bundleLines')
          expect([name, place.paths.length > 0, write !== undefined || ['stageId', 'cwStatus'].includes(name)]).toEqual(
            [name, true, true],
          );
  });
});
