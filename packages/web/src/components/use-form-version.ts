import { useEffect, useState } from 'react';

type FormVersion = { key: number | undefined; reload: () => void };

/**
 * The version of a record that its form was started with, to be the form's `key`. It stays however often the record is read
 * again, so that typed text is never lost; `reload` reads the record and starts the form over once a newer version is there.
 */
export function useFormVersion(version: number | undefined, askAgain: () => void): FormVersion {
  const [started, setStarted] = useState(version);
  const [wantsNewer, setWantsNewer] = useState(false);
  useEffect(() => {
    if (version === undefined) return;
    if (started === undefined || (wantsNewer && version !== started)) {
      setStarted(version);
      setWantsNewer(false);
    }
  }, [version, started, wantsNewer]);
  const reload = (): void => {
    setWantsNewer(true);
    askAgain();
  };
  return { key: started ?? version, reload };
}
