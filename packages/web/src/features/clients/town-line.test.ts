import { describe, expect, it } from 'vitest';
import { townLine } from './town-line.ts';

describe('the line with the town', () => {
  it.each([
    [{ city: 'Clearwater', region: 'FL', postalCode: '33755' }, 'Clearwater, FL 33755'],
    [{ city: 'Berlin', region: null, postalCode: '10115' }, '10115 Berlin'],
    [{ city: null, region: 'FL', postalCode: '33755' }, 'FL 33755'],
    [{ city: 'Tampa', region: '', postalCode: '' }, 'Tampa'],
    [{}, ''],
  ])('%j', (address, line) => expect(townLine(address)).toBe(line));
});
