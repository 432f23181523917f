import { plural, t } from '@lingui/core/macro';
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
    <Part title={t`What is erased`}>
      {subject === 'CONTACT' ? (
        <List.Item>{t`The contact: name, e-mail, phones, title and custom fields. The row stays as “Erased person”, because opportunities name it.`}</List.Item>
      ) : (
        <List.Item>{t`Name, e-mail, sign-ins, second factor and preferences. Records name “Erased person”.`}</List.Item>
      )}
      <List.Item>
        {t`${plural(preview.auditRows, { one: '# row', other: '# rows' })} of the audit log and ${plural(preview.securityRows, { one: '# row', other: '# rows' })} of the security log stay, without names, addresses, numbers and values. Counts do not change.`}
      </List.Item>
      <List.Item>
        {t`${plural(preview.otherRows, { one: '# row', other: '# rows' })} of issues, links, matches, previews, comparisons, activities, messages to webhooks and mails are emptied or removed, with the mails in the outbox. Search no longer finds the person.`}
      </List.Item>
      {gone > 0 && (
        <List.Item>
          {t`${plural(gone, { one: '# sent quote is', other: '# sent quotes are' })} printed again, with “[erased]” in place of the person. Files that the client or ConnectWise already has are not reached.`}
        </List.Item>
      )}
    </Part>
  );
}

export function WhatStays({ preview, subject, quotes }: Props): ReactElement {
  const signed = quotes === 'KEEP_ACCEPTED' ? preview.acceptedQuotes : 0;
  return (
    <Part title={t`What stays`}>
      <List.Item>{t`The person in ConnectWise. Erase them there as well.`}</List.Item>
      {signed > 0 && (
        <List.Item>
          {plural(signed, {
            one: '# accepted quote as it was signed, with the name, the PDF and who accepted from which address, as the record of an agreement.',
            other:
              '# accepted quotes as they were signed, with the name, the PDF and who accepted from which address, as the record of an agreement.',
          })}
        </List.Item>
      )}
      {subject === 'CONTACT' && (
        <List.Item>
          {plural(preview.documents, {
            one: '# file of their opportunities, which may show the name.',
            other: '# files of their opportunities, which may show the name.',
          })}
        </List.Item>
      )}
      <List.Item>
        {plural(preview.notes, {
          one: '# opportunity whose name, notes or custom fields name the person. It goes to ConnectWise, so change it by hand.',
          other:
            '# opportunities whose name, notes or custom fields name the person. They go to ConnectWise, so change them by hand.',
        })}
      </List.Item>
      {preview.records > 0 && (
        <List.Item>
          {plural(preview.records, {
            one: '# client, other contact, product, quote or file that names the person. Change it by hand.',
            other: '# clients, other contacts, products, quotes or files that name the person. Change them by hand.',
          })}
        </List.Item>
      )}
      {preview.settings > 0 && (
        <List.Item>
          {plural(preview.settings, {
            one: '# setting names the person, earlier revisions included. Change it by hand.',
            other: '# settings name the person, earlier revisions included. Change them by hand.',
          })}
        </List.Item>
      )}
      {preview.exports > 0 && (
        <List.Item>
          {plural(preview.exports, {
            one: '# file of exported rows, see Retention.',
            other: '# files of exported rows, see Retention.',
          })}
        </List.Item>
      )}
      <List.Item>{t`Backups, log files of the programs, and what webhooks and mails have already sent.`}</List.Item>
      {preview.shared.length > 0 && (
        <List.Item>
          {t`Shared with somebody else, so rows that hold nothing else of the person stay: ${preview.shared.join(', ')}`}
        </List.Item>
      )}
    </Part>
  );
}
