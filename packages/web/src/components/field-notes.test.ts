import { describe, expect, it } from 'vitest';
import { fieldNotes } from './field-notes.ts';

const both = { record: 'OPPORTUNITY', in: 'ALWAYS', out: 'ALWAYS', reason: null } as const;
const neverEmpty = 'An emptied value is not sent, because an opportunity has a name.';
const synced = [
  { ...both, field: 'name', label: 'Name', reason: neverEmpty },
  { ...both, field: 'ownerId', label: 'Owner', reason: 'An emptied value is not sent, because somebody sells it.' },
  { ...both, field: 'notes', label: 'Notes' },
  { ...both, field: 'wonAt', label: 'Won on', out: 'NEVER', reason: 'Not sent, because ConnectWise sets the date.' },
  { ...both, field: 'identifier', label: 'Company ID', out: 'ON_CREATE', reason: 'Later changes are not sent.' },
  { ...both, field: 'cwStatus', label: 'CW Status' },
  { ...both, field: 'customFields.Seats', label: 'Seats', out: 'NEVER' },
] as const;
const form = {
  groups: [
    {
      fields: [
        { name: 'name', label: 'Name', required: true },
        { name: 'ownerId', label: 'Owner' },
      ],
    },
    { fields: ['notes', 'wonAt', 'identifier', 'billing'].map((name) => ({ name, label: name })) },
  ],
};

describe('the notes at the fields of a form', () => {
  const notes = fieldNotes(synced, form, [
    { name: 'CW Status' },
    { name: 'Seats' },
    { name: 'Tier' },
    { name: 'Notes' },
  ]);

  it.each([
    ['name', 'Synced both ways.'],
    ['ownerId', 'Synced both ways. An emptied value is not sent, because somebody sells it.'],
    ['notes', 'Synced both ways.'],
    ['wonAt', 'Comes from ConnectWise. Not sent, because ConnectWise sets the date.'],
    ['identifier', 'Comes from ConnectWise; sent with a new record. Later changes are not sent.'],
    ['billing', 'Stays in the CRM: not synced with ConnectWise.'],
    ['customFields.CW Status', 'Synced both ways.'],
    ['customFields.Seats', 'Comes from ConnectWise.'],
    ['customFields.Tier', 'Stays in the CRM: not synced with ConnectWise.'],
    // A field of the workspace's own that is called like one of the form is another one.
    ['customFields.Notes', 'Stays in the CRM: not synced with ConnectWise.'],
  ])('R65: say of %s: %s', (name, note) => {
    expect(notes[name]).toEqual({ note });
  });

  it('say nothing while nothing is connected', () => {
    expect(fieldNotes([], form, [{ name: 'Tier' }])).toEqual({});
  });
});
