import { assignmentsNamed } from "../assignments.ts";
import type { Detector, Hit, View } from "../detector.ts";
import { lineOf, spanOf } from "../pattern.ts";
import { isPlaceholder, isReference } from "../placeholder.ts";
import { isPlausible } from "../plausible.ts";
import { both, joined } from "../signs/shapes.ts";
import { userNear } from "./context.ts";
import { replacePlatformSecret } from "./remediation.ts";

const OWN_NAME = /(?:^|\.)rtf\.(?:image\.)?registry\.password$/;
const PASSWORD = /(?:^|\.)password$/;
/** Host of the registry: `rtf-runtime-registry.kprod.msap.io`, with `-eu` for Europe. */
const HOST = /rtf-runtime-registry[\w.-]{0,40}\.msap\.io/;

/** `docker login -u USER -p PASSWORD HOST`, in any order. */
const LOGIN =
  /\b(?:docker|podman|nerdctl|registry) login\b[^\n]{0,200}?\s-p[ =]?["']?(?<secret>[^\s"'<>]{4,128})[^\n]{0,200}/dg;

/** The password for MuleSoft's registry of Runtime Fabric images, to which every customer has a login. */
export const rtfRegistryPassword: Detector = {
  id: "anypoint-rtf-registry-password",
  family: "anypoint",
  title: "Anypoint Runtime Fabric registry password",
  severity: "medium",
  kind: "chosen",
  what: "The password for MuleSoft's image registry: RTF_IMAGE_REGISTRY_PASSWORD, or --docker-password beside the registry's host.",
  leavesAlone: ["passwords of other registries", "references such as $RTF_IMAGE_REGISTRY_PASSWORD"],
  references: ["https://docs.mulesoft.com/runtime-fabric/latest/install-helm"],
  keywords: ["rtf-runtime-registry", ...both(["rtf"], joined("registry", "password"))],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(LOGIN)) {
      const password = match.groups?.secret as string;
      if (!HOST.test(match[0]) || isReference(password) || isPlaceholder(password)) continue;
      yield { secret: spanOf(match), confidence: "likely" };
    }
    for (const assignment of assignmentsNamed(view, isPasswordName)) {
      const { key, span } = assignment;
      if (!OWN_NAME.test(key) && !HOST.test(command(view.text, span))) continue;
      if (!isPlausible(assignment, view, 4)) continue;
      const user = userNear(view, span);
      yield { secret: span, confidence: "likely", identifier: user, evidence: { user } };
    }
  },
  remediation: replacePlatformSecret,
};

function isPasswordName(key: string): boolean {
  return OWN_NAME.test(key) || PASSWORD.test(key);
}

/** The lines within 300 characters of a password: the rest of its command or JSON object. */
function command(text: string, span: { start: number; end: number }): string {
  return lineOf(text, { start: Math.max(0, span.start - 300), end: Math.min(text.length, span.end + 300) });
}
