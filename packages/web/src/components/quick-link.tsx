import { type LinkProps, useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactElement, ReactNode } from 'react';

/** `path`: an address that the server told. */
type Target = LinkProps | { path: string };
type Props = {
  link: Target;
  className?: string | undefined;
  /** The page that is open, or one below it. */
  isCurrent?: boolean;
  /** Says what the link is where it shows no words. */
  label?: string;
  /** False where another key than Tab leads to it. */
  isReached?: boolean;
  children: ReactNode;
};

/** How long a pointer rests on a link before its page is asked for, as with the router's own links; one that only passes asks for nothing. */
const INTENT_MS = 50;

/** There is one pointer. */
let intent: ReturnType<typeof setTimeout> | undefined;

/**
 * A link for rows of long lists and for the navigation. The router's own subscribes to the address and builds its target anew whenever that
 * changes, hundreds of times on such a page; this one builds it once and leaves what a click does to the router.
 */
export function QuickLink({
  link,
  className,
  isCurrent = false,
  label,
  isReached = true,
  children,
}: Props): ReactElement {
  const router = useRouter();
  const preload = (): void => {
    if (!('path' in link) && link.preload !== false) void router.preloadRoute(link).catch(() => undefined);
  };
  const near = (): void => {
    clearTimeout(intent);
    intent = setTimeout(preload, INTENT_MS);
  };
  const follow = (event: MouseEvent): void => {
    clearTimeout(intent);
    const isForTheBrowser = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (isForTheBrowser || event.defaultPrevented) return;
    event.preventDefault();
    if ('path' in link) router.history.push(link.path);
    else void router.navigate(link);
  };
  return (
    <a
      href={hrefOf(link, router)}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={label}
      tabIndex={isReached ? undefined : -1}
      onClick={follow}
      onPointerEnter={near}
      onFocus={preload}
    >
      {children}
    </a>
  );
}

/** The address without the router's rules for it, which cost more than the rest of a row. */
function hrefOf(link: Target, router: ReturnType<typeof useRouter>): string {
  if ('path' in link) return link.path;
  const { to, params, search } = link;
  const given: Record<string, string> = typeof params === 'object' ? { ...params } : {};
  const path = String(to).replace(/\$(\w+)/g, (_whole, name: string) => encodeURIComponent(given[name] ?? ''));
  const asked: unknown =
    typeof search === 'function' ? Reflect.apply(search, undefined, [router.state.location.search]) : search;
  return typeof asked === 'object' && asked ? path + router.options.stringifySearch(asked) : path;
}
