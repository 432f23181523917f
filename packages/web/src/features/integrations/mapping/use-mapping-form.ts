import { useEffect, useRef } from 'react';
import { isSame } from '../../../components/drafts/merge-draft.ts';
import { type SectionForm, useSectionForm } from '../setup/use-section-form.ts';
import { inputOf, type MappingValues, placeOfProblem, withNews } from './mapping-form.ts';

/** The mapping as a form that keeps unsaved edits, and what was refused, while newer settings come in around them. */
export function useMappingForm(saved: MappingValues, suggested: MappingValues): SectionForm<MappingValues> {
  const section = useSectionForm(saved, inputOf, { suggested, placeOf: placeOfProblem });
  const { form } = section;
  const last = useRef(saved);
  useEffect(() => {
    if (isSame(last.current, saved)) return;
    const errors = form.errors;
    form.setInitialValues(saved);
    form.setValues(withNews(form.getValues(), last.current, saved));
    form.setErrors(errors);
    last.current = saved;
  }, [saved, form]);
  return section;
}
