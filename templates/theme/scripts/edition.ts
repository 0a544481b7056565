/** The folder of the edition shown, with a slash at the end; null where the theme does not say. */
export const edition: URL | null = folder();

/**
 * Worked out once, when the script is loaded: the theme says it from where the first page stands, and later pages stand
 * elsewhere.
 */
function folder(): URL | null {
  const config = document.querySelector("script#__config")?.textContent;
  if (!config) return null;
  const { base } = JSON.parse(config) as { base: string };
  return new URL(`${base}/`, location.href);
}
