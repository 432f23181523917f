import { describe, expect, it } from 'vitest';
import { mergeDraft } from './merge-draft.ts';

const base = { name: 'Harbor', city: 'Tampa', version: 3, defaults: { locationId: '1', stageId: '2' }, lines: [1] };

describe('a draft over what was saved meanwhile', () => {
  it('changes what the draft changed, and leaves what others changed', () => {
    const values = { ...base, name: 'Harbor II', defaults: { locationId: '1', stageId: '9' } };
    const current = { ...base, city: 'Miami', version: 5, defaults: { locationId: '7', stageId: '2' } };
    expect(mergeDraft({ base, values }, current)).toEqual({
      values: { ...current, name: 'Harbor II', defaults: { locationId: '7', stageId: '9' } },
      contested: [],
    });
  });

  it('names what both changed, and takes what was typed', () => {
    const values = { ...base, city: 'Orlando', lines: [1, 2], defaults: { locationId: '8', stageId: '2' } };
    const current = { ...base, city: 'Miami', lines: [3], version: 4, defaults: { locationId: '7', stageId: '2' } };
    expect(mergeDraft({ base, values }, current)).toEqual({
      values: { ...values, version: 4 },
      contested: ['city', 'location', 'lines'],
    });
  });

  it('has nothing to say where both typed the same, or nothing was saved meanwhile', () => {
    const values = { ...base, city: 'Miami' };
    expect(mergeDraft({ base, values }, values)).toEqual({ values, contested: [] });
    expect(mergeDraft({ base, values }, base)).toEqual({ values, contested: [] });
  });
});
