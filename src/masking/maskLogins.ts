/** Passwords recognised by their context, which is the first group. */
const LOGINS: readonly RegExp[] = [
  // scheme://user:password@host
  /(:\/\/[^\s:/@"'<>]{0,100}:)[^\s/"'<>]{1,200}(?=@)/g,
  // jdbc:oracle:thin:user/password@host
  /(\bjdbc:\w{1,20}:\w{1,20}:[^\s/@"']{1,80}\/)[^\s@"']{1,100}(?=@)/g,
  // curl -u user:password, http -a user:password
  /((?:^|\s)(?:-[au]|--auth|--user|--proxy-user)[ =]{0,4}["']?[^\s:"']{1,80}:)(?!\d+(?:[\s"']|$))[^\s"']{1,200}/g,
  // mysql -ppassword, sshpass -p password
  /((?<![\w.-])(?:mysql(?:dump|admin)?|mariadb(?:-dump)?|sshpass)\s(?:[^|;&\n]{0,200}?\s)?-p ?["']?)[^\s"'-][^\s"']{0,200}/g,
  /((?<![\w.-])redis-cli\s(?:[^|;&\n]{0,200}?\s)?-a ?["']?)[^\s"'-][^\s"']{0,200}/g,
  // login("user", "password"), connect("host", "user", "password"): applied twice, to mask two arguments
  ...Array(2).fill(
    /(\b\w{0,40}(?:login|auth|connect|credential)\w{0,40}\([^()\n]{0,200}?,\s{0,4}["'`])(?!\*\*\u2026)[^"'`\n]{1,200}(?=["'`])/gi,
  ),
  // pw: password, DB_PW=password; not pw = os.getenv("X"), process.env.X
  /((?:^|[^A-Za-z0-9])pw["']?\s{0,4}[:=]\s{0,4}["']?)(?!\*\*\u2026|[\w.]{1,60}[([]["')]|process\.env\.\w)[^\s"',;{[(]{3,200}/gim,
  // Nexus login: user / password
  /((?:login|user|account|cred\w{1,9}|password)[*_`]{0,3}:[ \t*_`]{1,8}[\w.@+-]{2,60}[ \t*_`]{0,8}\/[ \t*_`]{0,8})(?!\*\*\u2026)[^\s`]{4,100}/gi,
  // BASIC_AUTH=user:password
  /((?:^|[^A-Za-z0-9])auth["']?\s{0,4}[:=]\s{0,4}["']?[^\s"',;:]{1,80}:)[^\s"',;]{3,200}/gim,
];

/** Masks passwords of other systems that are recognised by their context: in URLs, commands and calls. */
export function maskLogins(line: string, mask: string): string {
  return LOGINS.reduce((masked, pattern) => masked.replace(pattern, (_, before) => before + mask), line);
}
