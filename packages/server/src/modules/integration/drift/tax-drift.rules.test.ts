import { configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import type { MappedRegion } from '../mapping/tax-map.rules.ts';
import { sections } from '../settings/sections.ts';
import type { SetupFacts } from '../setup/section.ts';
import { driftTasks } from './drift.rules.ts';
import { isProblem } from './drift-task.ts';

const code = (remoteId: string, label: string, rate: string, isActive = true): ReferenceItemRecord => ({
  kind: 'tax_code',
  remoteId,
  label,
  position: null,
  isActive,
  flags: { rate },
});
const codes = [code('11', 'State', '6.5'), code('13', 'Georgia', '7'), code('15', 'Old', '6', false)];

const region = (name: string, taxableRate: string, taxCodeId: string | null = null): MappedRegion => ({
  id: 'r',
  name,
  taxableRate,
  taxCodeId,
  by: taxCodeId ? 'import' : null,
  importedAt: taxCodeId ? new Date('2026-11-01T00:00:00Z') : null,
});

const tasks = (one: MappedRegion, lists: SetupFacts['lists'] = { tax_code: codes }, pairedWith?: string) =>
  driftTasks(
    sections,
    configurationSchema.parse({
      taxMap: { pairs: pairedWith ? [{ taxRegionId: 'r', taxCodeId: pairedWith }] : [] },
    }),
    { lists, stages: [], taxRegions: [one], crmFields: [] },
  );

describe('R45: drift of tax codes', () => {
  it('tells a rate that changed since the import in one sentence, with what uses it; nothing waits for it', () =>
    expect(tasks(region('Florida', '6', '11'))).toEqual([
      {
        key: 'taxMap:tax_code:11:6:6.5',
        code: 'tax_rate_changed',
        section: 'taxMap',
        step: 'mapping',
        kind: 'tax_code',
        remoteId: '11',
        label: 'State',
        fields: [],
        usedBy: ['tax region Florida'],
        message: 'Tax code State takes 6.5 % in ConnectWise and 6 % here; used by tax region Florida.',
        advice: 'Import the tax codes again; quotes that exist keep their rate.',
        holdsBack: false,
        canAccept: true,
        stageIds: null,
        taxRegionIds: ['r'],
      },
    ]));

  it('R46: tells the same of a region that was mapped by hand, where the rate is changed by hand', () =>
    expect(tasks(region('Florida', '6'), undefined, '11')).toMatchObject([
      { fields: ['taxMap.pairs.0.taxCodeId'], advice: expect.stringContaining('Change the rate of the region') },
    ]));

  it.each([
    ['has ended', '15', 'option_inactive', 'Tax code Old was deactivated in ConnectWise; used by tax region Florida.'],
    ['is gone', '77', 'option_gone', 'Tax code with ID 77 is no longer in ConnectWise; used by tax region Florida.'],
  ])('holds back what needs a code that %s', (_words, taxCodeId, wrong, message) => {
    expect(tasks(region('Florida', '6', taxCodeId))).toMatchObject([
      { code: wrong, message, holdsBack: true, canAccept: true },
    ]);
    expect(tasks(region('Florida', '6'), undefined, taxCodeId)).toMatchObject([
      { code: wrong, message, holdsBack: true, canAccept: false },
    ]);
  });

  it('keeps only a choice of the settings from being put in force, not what was imported', () => {
    const problems = (one: MappedRegion, pairedWith?: string) =>
      tasks(one, undefined, pairedWith)
        .filter(isProblem)
        .map((task) => task.code);
    expect(problems(region('Florida', '6', '15'))).toEqual([]);
    expect(problems(region('Florida', '6', '11'))).toEqual([]);
    expect(problems(region('Florida', '6'), '11')).toEqual([]);
    expect(problems(region('Florida', '6'), '15')).toEqual(['option_inactive']);
  });

  it.each([
    ['equal rates', region('Georgia', '7.00', '13'), { tax_code: codes }],
    ['a region without a code', region('Elsewhere', '3'), { tax_code: codes }],
    ['a list that could not be read', region('Florida', '6', '11'), {}],
  ])('is silent about %s', (_words, one, lists) => expect(tasks(one, lists)).toEqual([]));
});
