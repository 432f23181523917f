import { createConnectedApp, untilNothingRuns } from '../../../../../test/support/connected-app.ts';
import { chooseEverything } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { until } from '../../../../../test/support/until.ts';

const counts = 'entity expected processed created updated linked unchanged skipped failed';
const tally =
  'total linked heldEdits differByChoice pending failing broken paused never excluded skipped dismissed notSent';
const matched =
  'entity exact probable ambiguous later linked links rejected create onlyLocal onlyRemote heldRemote excludedLocal excludedRemote';

type Of<K extends string> = Record<K, number> & { entity: string };
type Counts = Of<'expected' | 'processed' | 'created' | 'updated' | 'linked' | 'unchanged' | 'skipped' | 'failed'>;
type Match = Of<
  'exact' | 'probable' | 'ambiguous' | 'later' | 'linked' | 'links' | 'onlyRemote' | 'heldRemote' | 'excludedRemote'
>;
type Side = Record<'total' | 'linked' | 'heldEdits' | 'differByChoice' | 'excluded' | 'skipped' | 'failing', number>;

/** What somebody reads on the way from the first comparison to the overview: the same records, so the same numbers. */
describe('the counts of Match, Preview, Start, Runs and Overview', () => {
  let app: TestApp;
  let match: Match[];
  let matchLater: Match[];
  let preview: Counts[];
  /** By themselves, and with what they belong to. */
  let excludedInPreview: { entity: string; excluded: number }[];
  let run: Counts[];
  let started: Counts[];
  let overview: { entity: string; here: Side; there: Side }[];

  beforeAll(async () => {
    app = await createConnectedApp();
    await chooseEverything(app);
    await app.graphql('mutation { startMatching { run { id } problems { message } } }');
    await app.settle();
    const summary = async () =>
      (await app.graphql(`{ matchSummary { entities { ${matched} } } }`)).matchSummary.entities;
    match = await summary();

    await app.graphql('mutation { startPreview { preview { id } problems { message } } }');
    const latest = async () =>
      (await app.graphql(`{ latestPreview { id state entities { ${counts} } } }`)).latestPreview;
    await until(async () => {
      await app.settle();
      return (await latest()).state !== 'RUNNING';
    }, 'the preview is made');
    const made = await latest();
    preview = made.entities;
    excludedInPreview = await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(
        `select upper(entity) as entity, count(*)::int as excluded from sync_preview_record where preview_id = $1 and operation = 'skip' and code in ('excluded', 'parent_excluded') group by 1`,
        [made.id],
      ),
    );

    const { startSync } = await app.graphql(
      'mutation ($id: ID!) { startSync(previewId: $id) { run { id } problems { message } } }',
      { id: made.id },
    );
    expect(startSync.problems).toEqual([]);
    await untilNothingRuns(app);
    const { syncRun, integrationHealth, recordTallies } = await app.graphql(
      `query ($id: ID!) { syncRun(id: $id) { entities { ${counts} } } integrationHealth { lastRun { id entities { ${counts} } } }
         recordTallies { entity here { ${tally} } there { ${tally} } } }`,
      { id: startSync.run.id },
    );
    run = syncRun.entities;
    started = integrationHealth.lastRun.entities;
    overview = recordTallies;
    matchLater = await summary();
  }, 300_000);
  afterAll(() => app.stop());

  const of = <T extends { entity: string }>(all: readonly T[], entity: string): T => {
    const found = all.find((one) => one.entity === entity);
    if (!found) throw new Error(`Nothing is said of ${entity}.`);
    return found;
  };
  const entities = ['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'];

  it.each(entities)('of each %s in ConnectWise are told once, and add up', (entity) => {
    for (const told of [of(preview, entity), of(run, entity)]) {
      const { processed, created, updated, linked, unchanged, skipped, failed, expected } = told;
      expect([entity, created + updated + linked + unchanged + skipped + failed]).toEqual([entity, processed]);
      expect([entity, processed]).toEqual([entity, expected]);
    }
  });

  it.each(entities)('of each %s are the same in the preview, the run, on the start page and the overview', (entity) => {
    const { expected: _, ...foreseen } = of(preview, entity);
    expect(of(run, entity)).toMatchObject(foreseen);
    expect(of(started, entity)).toEqual(of(run, entity));
    const { there } = of(overview, entity);
    const { processed, created, updated, linked, unchanged, skipped, failed } = of(run, entity);
    expect([entity, there.total]).toEqual([entity, processed]);
    expect([entity, there.linked]).toEqual([entity, created + updated + linked + unchanged]);
    expect([entity, there.excluded + there.skipped]).toEqual([entity, skipped]);
    expect([entity, there.failing]).toEqual([entity, failed]);
    expect([entity, there.excluded]).toEqual([entity, of(excludedInPreview, entity).excluded]);
  });

  it.each(['COMPANY', 'CONTACT', 'PRODUCT'])('of each %s are the same on the match page', (entity) => {
    const told = of(match, entity);
    expect([entity, told.excludedRemote]).toEqual([entity, of(excludedInPreview, entity).excluded]);
    const { there } = of(overview, entity);
    const paired = told.exact + told.probable + told.ambiguous + told.later + told.linked;
    expect([entity, paired + told.onlyRemote + told.excludedRemote]).toEqual([entity, there.total]);
    const { links, onlyRemote, heldRemote } = of(matchLater, entity);
    expect([entity, links]).toEqual([entity, there.linked]);
    expect([entity, onlyRemote, heldRemote]).toEqual([entity, 0, there.failing + there.skipped]);
  });

  it.each(entities)('of each %s that differs are those of the list that its number leads to', async (entity) => {
    const count = async (difference: string): Promise<number> => {
      const { entityLinks } = await app.graphql(
        'query ($filter: EntityLinkFilter) { entityLinks(filter: $filter, first: 1) { totalCount } }',
        { filter: { entity, states: ['LINKED'], difference } },
      );
      return entityLinks.totalCount;
    };
    const { here } = of(overview, entity);
    const same = here.linked - here.heldEdits - here.differByChoice;
    expect([entity, await count('HELD_EDIT'), await count('BY_CHOICE')]).toEqual([
      entity,
      here.heldEdits,
      here.differByChoice,
    ]);
    expect([entity, await count('NONE')]).toEqual([entity, same]);
  });
});
