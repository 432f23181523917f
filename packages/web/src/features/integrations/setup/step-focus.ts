export const STEP_FOOTER_ID = 'step-footer';

/** After a save or a discard the bar with the buttons is gone; the focus goes on to where it stood, before the neighbouring steps. */
export function focusStepFooter(): void {
  document.getElementById(STEP_FOOTER_ID)?.focus({ preventScroll: true });
}
