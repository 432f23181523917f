import { describe, expect, it } from 'vitest';
import { fieldNotes } from './field-notes.ts';

const both = {
  record: 'OPPORTUNITY',
  in: 'ALWAYS',
  out: 'ALWAYS',
  reason: null,
  remoteName: null,
  remoteOptions: [] as string[],
} as const;
const neverEmpty = 'An emptied value is not sent, because an opportunity has a name.';
const synced = [
  { ...both, field: 'name', label: 'Name', reason: neverEmpty },
  { ...both, field: 'ownerId', label: 'Owner', reason: 'An emptied value is not sent, because somebody sells it.' },
  { ...both, field: 'notes', label: 'Notes' },
  { ...both, field: 'wonAt', label: 'Won on', out: 'NEVER', reason: 'Not sent, because ConnectWise sets the date.' },
  { ...both, field: 'identifier', label: 'Company ID', out: 'ON_CREATE', reason: 'Later changes are not sent.' },
  { ...both, field: 'cwStatus', label: 'CW Status' },
  { ...both, field: 'customFields.Seats', label: 'Seats', out: 'NEVER' },
  { ...both, field: 'customFields.12', label: 'Level', remoteName: 'Account tier', remoteOptions: Array.of('Gold') },
  {
    ...both,
    field: 'customFields.13',
    label: 'Renewal',
    remoteName: 'Renews',
    out: 'NEVER',
    reason: 'Not sent, because the settings say only in.',
  },
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
    { name: 'Won on' },
    { name: 'Level' },
    { name: 'Renewal' },
  ]);

  it.each([
    ['name', undefined],
    ['ownerId', undefined, 'An emptied value is not sent, because somebody sells it.'],
    ['notes', undefined],
    ['wonAt', 'Comes from ConnectWise.', 'Not sent, because ConnectWise sets the date.'],
    ['identifier', 'Comes from ConnectWise. Sent when the record is created.', 'Later changes are not sent.'],
    ['billing', 'Stays in the CRM: not synced with ConnectWise.'],
    ['customFields.CW Status', undefined],
    ['customFields.Seats', 'Comes from ConnectWise.'],
    ['customFields.Tier', 'Stays in the CRM: not synced with ConnectWise.'],
    // A field of the workspace's own that is called like one of the form is another one.
    ['customFields.Notes', 'Stays in the CRM: not synced with ConnectWise.'],
    ['customFields.Won on', 'Stays in the CRM: not synced with ConnectWise.'],
    [
      'customFields.Renewal',
      'Comes from ConnectWise. In ConnectWise it is "Renews".',
      'Not sent, because the settings say only in.',
    ],
  ])('R65: say of %s: %s', (name, note, detail?: string) => {
    expect(notes[name]).toEqual({ ...(note && { note }), ...(detail && { detail }) });
  });

  it('R73: names what a custom field is kept in step with, and what of its values ConnectWise takes', () => {
    expect(notes['customFields.Level']).toEqual({
      note: 'Kept in step with "Account tier" in ConnectWise.',
      sendable: { options: ['Gold'], remoteName: 'Account tier' },
    });
  });

  it('say nothing while nothing is connected', () => {
    expect(fieldNotes([], form, [{ name: 'Tier' }])).toEqual({});
  });
});
