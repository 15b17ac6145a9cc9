import { accessToken } from "./anypoint/accessToken.ts";
import { agentPassword } from "./anypoint/agentPassword.ts";
import { cliConfig } from "./anypoint/cliConfig.ts";
import { clientSecret, mavenConnectedApp } from "./anypoint/clientSecret.ts";
import { flexRegistration } from "./anypoint/flexRegistration.ts";
import { hybridRegistrationToken } from "./anypoint/hybridRegistrationToken.ts";
import { muleLicense } from "./anypoint/muleLicense.ts";
import { platformPassword } from "./anypoint/platformPassword.ts";
import { rtfActivationData } from "./anypoint/rtfActivationData.ts";
import { rtfRegistryPassword } from "./anypoint/rtfRegistryPassword.ts";
import { securePropertiesKey } from "./anypoint/secureProperties.ts";
import { accessKey } from "./aws-ses/accessKey.ts";
import { mailManagerPassword } from "./aws-ses/mailManagerPassword.ts";
import { sessionToken } from "./aws-ses/sessionToken.ts";
import { oldSmtpPassword, smtpPassword } from "./aws-ses/smtpPassword.ts";
import type { Explanation } from "./explanation.ts";

/** What is written about each kind of key, by the id of its detector. */
export const explanations: Readonly<Record<string, Explanation>> = {
  "anypoint-access-token": accessToken,
  "anypoint-agent-password": agentPassword,
  "anypoint-cli-config": cliConfig,
  "anypoint-client-secret": clientSecret,
  "anypoint-client-secret-keyed": clientSecret,
  "anypoint-flex-registration-key": flexRegistration,
  "anypoint-flex-registration-token": flexRegistration,
  "anypoint-hybrid-registration-token": hybridRegistrationToken,
  "anypoint-maven-connected-app": mavenConnectedApp,
  "anypoint-maven-token": accessToken,
  "anypoint-mule-license": muleLicense,
  "anypoint-platform-password": platformPassword,
  "anypoint-rtf-activation-data": rtfActivationData,
  "anypoint-rtf-registry-password": rtfRegistryPassword,
  "anypoint-secure-properties-key": securePropertiesKey,
  "aws-access-key-id": accessKey,
  "aws-ses-mail-manager-password": mailManagerPassword,
  "aws-secret-access-key": accessKey,
  "aws-session-token": sessionToken,
  "aws-ses-smtp-password": smtpPassword,
  "aws-ses-smtp-password-v2": oldSmtpPassword,
};
