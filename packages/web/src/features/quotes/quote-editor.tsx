import { t } from '@lingui/core/macro';
import { Box, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useCallback, useEffect, useRef } from 'react';
import { KeptDraftNotice } from '../../components/drafts/kept-draft-notice.tsx';
import { FormProblems } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { LeaveGuard, StaleRecord } from '../../components/record-form.tsx';
import { TotalsBox } from '../../components/totals-box.tsx';
import { useOnChange } from '../../components/use-on-change.ts';
import type { PlacedProblems } from './place-quote-problems.ts';
import { QuoteDiscount } from './quote-discount.tsx';
import { QuoteLineRow } from './quote-line-row.tsx';
import { QuoteLineTable } from './quote-line-table.tsx';
import { categoriesOf, draftTotals, type TaxRegion, type TextField } from './quote-lines.ts';
import { beginsSection } from './quote-sections.ts';
import { QuoteSyncNotes } from './quote-sync-notes.tsx';
import { QuoteTerms } from './quote-terms.tsx';
import type { QuoteDraftState } from './use-quote-draft.ts';

type Props = {
  state: QuoteDraftState;
  taxRegions: readonly TaxRegion[];
  submitLabel: string;
  onSubmit: () => void;
  onCancel: () => void;
  onReload?: () => void;
};

/** Title, tax region, lines and live totals of a quote that may still be changed. */
export function QuoteEditor({ state, taxRegions, submitLabel, onSubmit, onCancel, onReload }: Props): ReactElement {
  const { draft, act, problems } = state;
  const form = useRef<HTMLFormElement>(null);
  const categories = categoriesOf(taxRegions, draft.taxRegionId);
  const onEnter = useFieldBelow(form, draft.lines.length, () => act({ type: 'add' }));
  useFocusFirstError(form, problems);
  return (
    <Box
      component="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="lg">
        <KeptDraftNotice draft={state.kept} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} maw={760}>
          <TextInput
            label={t`Title`}
            required
            value={draft.title}
            error={problems.title}
            onChange={(event) => act({ type: 'title', title: event.currentTarget.value })}
          />
          <Select
            label={t`Tax region`}
            placeholder={t`None: no tax`}
            clearable
            clearButtonProps={{ 'aria-label': t`Clear tax region` }}
            data={taxRegions.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.taxRegionId}
            onChange={(taxRegionId) => act({ type: 'region', taxRegionId, regions: taxRegions })}
          />
        </SimpleGrid>
        <Stack gap="xs">
          {draft.lines.length > 0 && (
            <QuoteLineTable withActions>
              {draft.lines.map((line, index) => (
                <QuoteLineRow
                  key={line.key}
                  line={line}
                  number={index + 1}
                  isLast={index === draft.lines.length - 1}
                  hasHeading={beginsSection(draft.lines, index)}
                  categories={categories}
                  errors={state.errorsOf(line.key)}
                  act={act}
                  onEnter={onEnter}
                />
              ))}
            </QuoteLineTable>
          )}
          <Group justify="space-between">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => act({ type: 'add' })}
            >
              {t`Add line`}
            </Button>
            <Text size="xs" c="dimmed" visibleFrom="md">
              {t`Enter: next line. Alt with ↑ or ↓: move the line.`}
            </Text>
          </Group>
        </Stack>
        <Group justify="space-between" align="flex-start" gap="lg">
          <QuoteDiscount draft={draft} act={act} />
          <TotalsBox {...draftTotals(draft, categories)} />
        </Group>
        <QuoteTerms draft={draft} act={act} />
        <QuoteSyncNotes />
        {problems.isStale && <StaleRecord thing={t`quote`} onReload={onReload} />}
        <FormProblems problems={problems.general} />
        <Group gap="xs">
          <GuardedButton
            needs="canEdit"
            type="submit"
            loading={state.saving}
            blockedBecause={state.isDirty ? null : t`There is nothing to save.`}
          >
            {submitLabel}
          </GuardedButton>
          <Button variant="default" onClick={onCancel}>
            {t`Cancel`}
          </Button>
        </Group>
      </Stack>
      <LeaveGuard isUnsaved={state.isUnsaved} />
    </Box>
  );
}

/** Enter goes to the same field one line below; below the last line a new one is added and gets the focus. */
function useFieldBelow(form: { current: HTMLFormElement | null }, count: number, add: () => void) {
  const wanted = useRef<string | null>(null);
  const focus = useCallback(
    (name: string): boolean => {
      const field = form.current?.querySelector<HTMLInputElement>(`[data-line-field="${name}"]`);
      field?.focus();
      field?.select();
      return Boolean(field);
    },
    [form],
  );
  useEffect(() => {
    if (wanted.current && focus(wanted.current)) wanted.current = null;
  });
  const latest = useRef({ count, add });
  latest.current = { count, add };
  return useCallback(
    (number: number, field: TextField): void => {
      if (number < latest.current.count) {
        focus(`${number + 1}.${field}`);
        return;
      }
      wanted.current = `${number + 1}.description`;
      latest.current.add();
    },
    [focus],
  );
}

/** When a save was refused, the focus goes to the first field that has to be mended. */
function useFocusFirstError(form: { current: HTMLFormElement | null }, problems: PlacedProblems): void {
  // Every refusal makes new problems.
  useOnChange(problems, () => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-alert]')?.focus();
  });
}
