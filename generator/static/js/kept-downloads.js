// Files to download, for readers who keep the handbook: browsers take them from what is kept only if they are opened.

/** Let links to files open them, where a service worker can give them. */
export function openKeptFiles() {
  if (!navigator.serviceWorker?.controller) return;
  for (const link of document.querySelectorAll("a[download]")) link.removeAttribute("download");
}
