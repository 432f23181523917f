// Fetches what nearly every page needs while the app's first file is read, except where nobody is signed in yet. A file for the page's policy.
if (!/^\/(sign-in|first-start|invitation|quote|explorer)\b/.test(location.pathname))
  for (const link of document.querySelectorAll('link[rel="ahead"]')) link.rel = link.dataset.as;
