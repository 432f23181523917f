import type { Place } from './erased-places.ts';

/** What is counted before the button is pressed, each a line of its own on the page. */
export type KeptKind = 'notes' | 'records' | 'settings';

export interface KeptPlace extends Place {
  /** Null: it follows a record that is counted already. */
  counted: KeptKind | null;
  why: string;
}

const record = 'what people wrote into a record; it goes to ConnectWise and to clients, so a person changes it';
const follows = 'has to say what the record says, or the sync would take it for an edit';
const setting = 'a setting; another word in it would change what is synced or printed, so a person changes it';
const list = "ConnectWise's own list, read again each time";

/** Where a person may be named and stays: nobody may change these but a person who looks at them. */
export const kept: readonly KeptPlace[] = [
  { table: 'opportunity', texts: ['name', 'notes'], jsons: ['custom_fields'], counted: 'notes', why: record },
  {
    table: 'client',
    texts: ['name', 'identifier', 'address_line1', 'address_line2', 'phone', 'website'],
    jsons: ['custom_fields'],
    counted: 'records',
    why: record,
  },
  // Of other contacts, whose names are their own. The contact's own row is emptied.
  { table: 'contact', texts: ['title'], jsons: ['custom_fields'], counted: 'records', why: record },
  { table: 'product', texts: ['name', 'description'], jsons: ['custom_fields'], counted: 'records', why: record },
  { table: 'document', texts: ['title', 'file_name', 'terms'], counted: 'records', why: record },
  { table: 'quote_line', texts: ['description', 'section'], counted: 'records', why: record },
  { table: 'pushed_lines', texts: ['told', 'difference'], jsons: ['lines'], counted: null, why: follows },
  { table: 'entity_link', texts: [], jsons: ['base'], counted: null, why: follows },
  { table: 'create_intent', texts: [], jsons: ['natural_key'], counted: null, why: follows },
  { table: 'sync_settings', texts: [], jsons: ['configuration'], counted: 'settings', why: setting },
  { table: 'settings_revision', texts: [], jsons: ['configuration', 'changes'], counted: 'settings', why: setting },
  { table: 'custom_field', texts: ['name'], jsons: ['options', 'source'], counted: 'settings', why: setting },
  { table: 'pipeline_stage', texts: ['name'], counted: 'settings', why: setting },
  { table: 'tax_region', texts: ['name'], counted: 'settings', why: setting },
  { table: 'tax_import', texts: [], jsons: ['changes'], counted: 'settings', why: setting },
  { table: 'workspace', texts: ['name'], counted: 'settings', why: setting },
  {
    table: 'workspace_profile',
    texts: ['address', 'phone', 'website', 'tax_number', 'quote_terms'],
    counted: 'settings',
    why: setting,
  },
  { table: 'identity_provider', texts: ['label'], counted: 'settings', why: setting },
  { table: 'reference_item', texts: ['label'], jsons: ['flags'], counted: null, why: list },
  { table: 'mapping', texts: ['local_key', 'remote_key'], counted: null, why: list },
];
