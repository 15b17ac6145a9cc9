import { shell } from "../block.ts";
import type { Explanation } from "../explanation.ts";
import { clientSecret } from "./clientSecret.ts";

/** The file in which anypoint-cli-v4 keeps credentials. */
export const cliConfig: Explanation = {
  ...clientSecret,
  what: [
    "anypoint-cli-v4 conf client_secret (password, username, …) writes it: ~/.config/anypoint-cli-v4-nodejs/config.json on Linux, below ~/Library/Preferences on macOS and %APPDATA% on Windows. It can hold a client id and secret, a user's name and password, and a session.",
    "Not protected by its encryption: the key is a constant of the public npm package. A copy of the file is a copy of the credentials.",
  ],
  rotate: [
    "Everything in it is out, so each part needs its own end:",
    [
      "client_id and client_secret: the steps above",
      "username and password: see `keylatch explain anypoint-platform-password`",
      "token and session: they end within hours; see `keylatch explain anypoint-access-token`",
    ],
    "Then take the values out of the file, and let the CLI read variables:",
    shell`
      anypoint-cli-v4 conf client_secret -d
      anypoint-cli-v4 conf password -d`,
    ...clientSecret.rotate,
  ],
};
