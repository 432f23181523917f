import { counted } from '@causeway/shared/counted';
import { List, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { ErasurePreviewQuery as PreviewData } from '../../graphql/graphql.ts';

export type Preview = NonNullable<PreviewData['erasurePreview']['preview']>;
export type Subject = 'CONTACT' | 'PERSON';
export type Quotes = 'KEEP_ACCEPTED' | 'ERASE_ALL';
type Props = { preview: Preview; subject: Subject; quotes: Quotes };

function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <List size="sm" spacing={4}>
        {children}
      </List>
    </div>
  );
}

export function WhatGoes({ preview, subject, quotes }: Props): ReactElement {
  const gone = preview.sentQuotes + (quotes === 'ERASE_ALL' ? preview.acceptedQuotes : 0);
  return (
    <Part title="What is erased">
      {subject === 'CONTACT' ? (
        <List.Item>
          The contact: name, e-mail, phones, title and own fields. The row stays as “Erased person”, because
          opportunities name it.
        </List.Item>
      ) : (
        <List.Item>Name, e-mail, sign-ins, second factor and preferences. Records name “Erased person”.</List.Item>
      )}
      <List.Item>
        {counted(preview.auditRows, 'row')} of the audit log and {counted(preview.securityRows, 'row')} of the security
        log stay as rows, without names, addresses, numbers and values. What the log counts stays as it is.
      </List.Item>
      <List.Item>
        {counted(preview.otherRows, 'row')} of issues, links, matches, previews, comparisons, activities, messages to
        webhooks and mails: emptied or removed, with the mails in the outbox. Search finds the person no more.
      </List.Item>
      {gone > 0 && (
        <List.Item>
          {counted(gone, 'sent quote')} {gone === 1 ? 'is' : 'are'} printed again, with “[erased]” in place of the
          person. The files that went to the client or to ConnectWise are not reached.
        </List.Item>
      )}
    </Part>
  );
}

export function WhatStays({ preview, subject, quotes }: Props): ReactElement {
  const signed = quotes === 'KEEP_ACCEPTED' ? preview.acceptedQuotes : 0;
  return (
    <Part title="What stays">
      <List.Item>The person in ConnectWise. Erase them there as well.</List.Item>
      {signed > 0 && (
        <List.Item>
          {counted(signed, 'accepted quote')} as {signed === 1 ? 'it was' : 'they were'} signed, with the name, the PDF
          and who accepted from which address, as the record of an agreement.
        </List.Item>
      )}
      {subject === 'CONTACT' && (
        <List.Item>{counted(preview.documents, 'file')} of their opportunities, which may show the name.</List.Item>
      )}
      <List.Item>
        {counted(preview.notes, 'opportunity', 'opportunities')} whose name, notes or own fields name the person: they
        go to ConnectWise, so change them by hand.
      </List.Item>
      {preview.records > 0 && (
        <List.Item>
          {counted(
            preview.records,
            'client, other contact, product, quote or file',
            'clients, other contacts, products, quotes or files',
          )}{' '}
          whose own words name the person: change them by hand.
        </List.Item>
      )}
      {preview.settings > 0 && (
        <List.Item>
          {counted(preview.settings, 'setting names', 'settings name')} the person, earlier revisions included: change
          them by hand.
        </List.Item>
      )}
      {preview.exports > 0 && (
        <List.Item>{counted(preview.exports, 'file')} of exported rows, see Retention.</List.Item>
      )}
      <List.Item>Backups, log files of the programs, and what webhooks and mails have told already.</List.Item>
      {preview.shared.length > 0 && (
        <List.Item>
          Somebody else has this too, so rows that hold nothing else of the person stay: {preview.shared.join(', ')}
        </List.Item>
      )}
    </Part>
  );
}
