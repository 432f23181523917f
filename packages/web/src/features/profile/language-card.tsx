import { t } from '@lingui/core/macro';
import { Card, NativeSelect, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { failureText } from '../../components/failure-text.ts';
import { chooseLanguage, isLanguage, languages, useLanguage } from '../../components/language/language.ts';
import { notifyFailure } from '../../components/notify.ts';

const options = Object.entries(languages).map(([value, label]) => ({ value, label }));

/** The language of the pages, kept in this browser as the colour scheme is. */
export function LanguageCard(): ReactElement {
  const language = useLanguage();
  const choose = (wanted: string): void => {
    if (isLanguage(wanted))
      chooseLanguage(wanted).catch((error: Error) =>
        notifyFailure(failureText({ networkError: error, graphQLErrors: [], message: error.message })),
      );
  };
  return (
    <Card component="section" aria-labelledby="profile-language">
      <Title order={2} fz="md" mb="sm" id="profile-language">
        {t`Language`}
      </Title>
      <NativeSelect
        label={t`Language of the pages`}
        description={t`Kept in this browser. Descriptions in the audit log, issues and other sentences of the server stay in English.`}
        data={options}
        value={language}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    </Card>
  );
}
