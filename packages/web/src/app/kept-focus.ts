import { useEffect } from 'react';

/**
 * Keeps the keyboard's place. When the focused control goes (a button whose step is done, a row that left its list, a page that was
 * left), the browser drops the focus to the document and the next Tab begins at the top; here it goes to the nearest part of the page
 * that is still there. A button that is closed while it is busy gets the focus back. A dialog gives it back by itself first.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: Element[] = [];
    let wasClosed = false;
    const remember = (event: FocusEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest('[role=dialog]')) return;
      const main = event.target.closest('main');
      path = main ? pathTo(event.target, main) : [];
      wasClosed = false;
    };
    const mend = (): void => {
      const [control] = path;
      if (control?.matches(':disabled')) wasClosed = true;
      if (!control || document.activeElement !== document.body || document.querySelector('[role=dialog]')) return;
      if (!control.isConnected) {
        const left = path.find((element) => element.isConnected);
        path = [];
        if (left instanceof HTMLElement) focusPart(left);
      } else if (wasClosed && control instanceof HTMLElement) control.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(mend);
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}

function pathTo(element: Element, top: Element): Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at; at = at === top ? null : at.parentElement) path.push(at);
  return path;
}

/** Something that is no control takes the focus only while it has it, so that Tab does not stop there later. */
function focusPart(part: HTMLElement): void {
  if (!part.hasAttribute('tabindex')) {
    part.setAttribute('tabindex', '-1');
    part.addEventListener('blur', () => part.removeAttribute('tabindex'), { once: true });
  }
  part.focus({ preventScroll: true });
}
