/** `.env`, `.env.local`, `.env.production.local` */
const OWN_ENV = /(?:^|\/)\.env(?:\.local|\.[\w-]+\.local)?$/;
/** Files saved by AWS's console, login files of programs, Docker secrets: they cannot refer to a value. */
const CREDENTIALS =
  /(?:^|\/)(?:rootkey|credentials|[^/]*access_?keys?)\.csv$|(?:^|\/)(?:sasl_passwd|[._]netrc|\.aws\/credentials|secrets\/[\w-]+(?:\.txt)?)$/;

/** Whether a file has the variables of one machine, so that it does not belong in git at all. */
export function isOwnEnv(path: string): boolean {
  return OWN_ENV.test(path.toLowerCase());
}

/** Whether a file has somebody's own values, so that it does not belong in git at all. */
export function isOwnFile(path: string): boolean {
  return isOwnEnv(path) || CREDENTIALS.test(path.toLowerCase());
}
