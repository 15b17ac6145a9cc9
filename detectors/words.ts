/** Normalizes a name to lower-case words joined by dots: `-Danypoint.platform.client_secret`, `ANYPOINT_PLATFORM_CLIENT_SECRET` and `anypointPlatformClientSecret` become the same. */
export function words(name: string): string {
  return name
    .replace(/^-{1,2}(?:M-D|D|(?=\w))/, "")
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3.$2")
    .replace(/[^A-Za-z0-9]+/g, ".")
    .replace(/^\.|\.$/g, "")
    .toLowerCase();
}
