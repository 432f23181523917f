import { emptyConfiguration } from '@causeway/shared/forms/configuration/configuration';
import { changesBetween } from './configuration-diff.rules.ts';

const empty = emptyConfiguration();
const proposal = { stageId: 'p', remoteStageId: '3', remoteStatusId: null };

describe('changesBetween', () => {
  it('finds none in a configuration that is the same, whatever the order of its rows', () => {
    const won = { stageId: 'w', remoteStageId: '4', remoteStatusId: '2' };
    const a = { ...empty, stageMap: [proposal, won] };
    expect(changesBetween(a, { ...empty, stageMap: [won, proposal] })).toEqual([]);
  });

  it('names a changed field by its path, and the row of a map by its ID', () => {
    const next = { ...empty, defaults: { ...empty.defaults, ratingId: '5' }, stageMap: [proposal] };
    expect(changesBetween(empty, next)).toEqual([
      { field: 'defaults.ratingId', from: null, to: '5' },
      { field: 'stageMap.p.remoteStageId', from: null, to: '3' },
    ]);
  });

  it('tells a row that is gone', () => {
    expect(changesBetween({ ...empty, stageMap: [proposal] }, empty)).toEqual([
      { field: 'stageMap.p.remoteStageId', from: '3', to: null },
    ]);
  });
});
