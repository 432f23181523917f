import { type Configuration, configurationSchema } from '@causeway/shared/forms/configuration/configuration';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { ReferenceItemRecord } from '../../connection/connection.ports.ts';
import { sections } from '../settings/sections.ts';
import type { SetupFacts } from '../setup/section.ts';
import { driftTasks } from './drift.rules.ts';

const option = (
  kind: ReferenceKind,
  remoteId: string,
  label: string,
  rest: Partial<ReferenceItemRecord> = {},
): ReferenceItemRecord => ({ kind, remoteId, label, position: null, isActive: true, flags: {}, ...rest });

const inactive = { isActive: false };
const gone = { isActive: false, flags: { isGone: true } };
const stages: SetupFacts['stages'] = [
  { id: 'lead', name: 'Lead', kind: 'open', position: 0 },
  { id: 'proposal', name: 'Proposal', kind: 'open', position: 0 },
  { id: 'won', name: 'Won', kind: 'won', position: 0 },
];
const facts = (lists: SetupFacts['lists']): SetupFacts => ({ lists, stages, taxRegions: [], crmFields: [] });
const tasks = (configuration: Partial<Record<keyof Configuration, unknown>>, lists: SetupFacts['lists']) =>
  driftTasks(sections, configurationSchema.parse(configuration), facts(lists));
const mapped = { stageMap: [{ stageId: 'proposal', remoteStageId: '8', remoteStatusId: '1' }] };

describe('driftTasks', () => {
  it('has none while everything used is there', () =>
    expect(
      tasks(mapped, { stage: [option('stage', '8', '3.Quote')], status: [option('status', '1', 'Open')] }),
    ).toEqual([]));

  it('has none for a list that was never read', () => expect(tasks(mapped, {})).toEqual([]));

  it('has none for what nothing uses', () =>
    expect(tasks({}, { stage: [option('stage', '8', '3.Quote', inactive)] })).toEqual([]));

  it('names a stage that was deactivated, who uses it, and whose opportunities it concerns', () =>
    expect(tasks(mapped, { stage: [option('stage', '8', '3.Quote', inactive)] })).toEqual([
      {
        key: 'stageMap:stage:8',
        code: 'option_inactive',
        section: 'stageMap',
        step: 'mapping',
        kind: 'stage',
        remoteId: '8',
        label: '3.Quote',
        fields: ['stageMap.0.remoteStageId'],
        usedBy: ['Proposal'],
        message: 'Stage 3.Quote was deactivated in ConnectWise; used by Proposal.',
        advice: 'Choose another; records that need it wait until then.',
        holdsBack: true,
        canAccept: false,
        stageIds: ['proposal'],
        taxRegionIds: null,
      },
    ]));

  it.each([
    ['one that vanished', [option('status', '1', 'Open', gone)], 'Status Open is no longer in ConnectWise'],
    ['one that was never known', [option('status', '2', 'Won')], 'Status with ID 1 is no longer in ConnectWise'],
  ])('tells %s', (_what, status, message) =>
    expect(tasks(mapped, { status })).toMatchObject([
      { code: 'option_gone', message: `${message}; used by Proposal.` },
    ]),
  );

  it('R23: flags a default that ConnectWise has deactivated', () =>
    expect(tasks({ defaults: { ratingId: '4' } }, { rating: [option('rating', '4', 'Hot', inactive)] })).toMatchObject([
      {
        section: 'defaults',
        step: 'scope',
        fields: ['defaults.ratingId'],
        message: 'Rating Hot was deactivated in ConnectWise; used by default rating.',
        stageIds: null,
      },
    ]));

  it('counts a default stage against the open stages that are not mapped', () =>
    expect(
      tasks(
        { ...mapped, defaults: { stageId: '6' } },
        { stage: [option('stage', '6', '1.Lead', gone), option('stage', '8', '3.Quote')] },
      ),
    ).toMatchObject([{ usedBy: ['default stage'], stageIds: ['lead'] }]));
});
