import { t } from '@lingui/core/macro';
import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import classes from '../layout.module.css';

const Palette = lazy(() => import('./palette.tsx'));
const Shortcuts = lazy(() => import('./shortcuts.tsx'));

/** The box that finds everything, and the sheet of shortcuts; both are loaded when they are first wanted. */
export function QuickWays(): ReactElement {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  const close = (): void => setOpen(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const wanted = wayOf(event);
      if (!wanted) return;
      event.preventDefault();
      if (wanted === 'search') document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();
      else setOpen(wanted);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <UnstyledButton className={classes.quick} onClick={() => setOpen('palette')}>
        <IconSearch size={16} aria-hidden />
        <span>{t`Search`}</span>
        <kbd className={classes.key}>{t`Ctrl K`}</kbd>
      </UnstyledButton>
      <Suspense fallback={null}>
        {open === 'palette' && <Palette onClose={close} onShortcuts={() => setOpen('shortcuts')} />}
        {open === 'shortcuts' && <Shortcuts onClose={close} />}
      </Suspense>
    </>
  );
}

/** What a key opens; letters and signs do nothing while somebody types. */
function wayOf({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): 'palette' | 'shortcuts' | 'search' | null {
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return 'palette';
  const isTyping =
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  if (ctrlKey || metaKey || altKey || isTyping) return null;
  if (key === '?') return 'shortcuts';
  return key === '/' ? 'search' : null;
}
