import { emptyConfiguration } from '@causeway/shared/forms/configuration/configuration';
import { changedParts, partNames } from './part-names.ts';

describe('changedParts', () => {
  it('names each part of the settings once, in words', () => {
    const changes = [
      { field: 'defaults.locationId' },
      { field: 'stageMap.Won.remoteStatusId' },
      { field: 'defaults.stageId' },
    ];
    expect(changedParts(changes)).toBe('defaults, stage map');
    expect(changedParts([{ field: 'mode' }])).toBe('mode');
  });

  it('has a name for every part', () => {
    expect(Object.keys(partNames).sort()).toEqual(Object.keys(emptyConfiguration()).sort());
  });
});
