import { accessToken } from "./anypoint/access-token.ts";
import { agentPassword } from "./anypoint/agent-password.ts";
import { cliConfig } from "./anypoint/cli-config.ts";
import { clientId } from "./anypoint/client-id.ts";
import { clientSecret } from "./anypoint/client-secret.ts";
import { clientSecretKeyed } from "./anypoint/client-secret-keyed.ts";
import { flexRegistrationKey } from "./anypoint/flex-registration-key.ts";
import { flexRegistrationToken } from "./anypoint/flex-registration-token.ts";
import { hybridRegistrationToken } from "./anypoint/hybrid-registration-token.ts";
import { mavenConnectedApp } from "./anypoint/maven-connected-app.ts";
import { mavenToken } from "./anypoint/maven-token.ts";
import { muleLicense } from "./anypoint/mule-license.ts";
import { platformPassword } from "./anypoint/platform-password.ts";
import { rtfActivationData } from "./anypoint/rtf-activation-data.ts";
import { rtfRegistryPassword } from "./anypoint/rtf-registry-password.ts";
import { securePropertiesKey } from "./anypoint/secure-properties-key.ts";
import { accessKeyId } from "./aws-ses/access-key-id.ts";
import { mailManagerPassword } from "./aws-ses/mail-manager-password.ts";
import { secretAccessKey } from "./aws-ses/secret-access-key.ts";
import { sessionToken } from "./aws-ses/session-token.ts";
import { smtpPassword } from "./aws-ses/smtp-password.ts";
import { smtpPasswordV2 } from "./aws-ses/smtp-password-v2.ts";
import type { Detector } from "./detector.ts";

/** All detectors, alphabetical by id. */
export const detectors: readonly Detector[] = [
  accessToken,
  agentPassword,
  cliConfig,
  clientSecret,
  clientSecretKeyed,
  flexRegistrationKey,
  flexRegistrationToken,
  hybridRegistrationToken,
  mavenConnectedApp,
  mavenToken,
  muleLicense,
  platformPassword,
  rtfActivationData,
  rtfRegistryPassword,
  securePropertiesKey,
  accessKeyId,
  secretAccessKey,
  mailManagerPassword,
  smtpPassword,
  smtpPasswordV2,
  sessionToken,
];

/** All that `detect` runs: the detectors, and what finds only the ids that their secrets belong to. */
export const finders: readonly Detector[] = [...detectors, clientId];
