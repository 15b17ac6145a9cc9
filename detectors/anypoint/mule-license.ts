import type { Detector, Hit, View } from "../detector.ts";
import { spanOf } from "../pattern.ts";
import { joined } from "../signs/shapes.ts";
import { replacePlatformSecret } from "./remediation.ts";

/** muleLicense: …, MULE_LICENSE_KEY=…, mule_license = …, `rtfctl apply mule-license …` */
const NAMED =
  /mule[._-]?licen[cs]e(?:[._-]?key)?["']?(?:\s{0,8}[:=]\s{0,8}(?:[|>][+-]?\s{1,40})?|[ \t]{1,8})["']?(?<secret>[A-Za-z0-9+/]{400,16384}={0,2})/dgi;

/** A licence file, which contains nothing else. */
const FILE = /(?:^|\/)[\w.-]{0,60}licen[cs]e[\w.-]{0,20}\.lic$/i;
const WHOLE = /^\s{0,40}(?<secret>[A-Za-z0-9+/]{60}[A-Za-z0-9+/\r\n]{800,16384}={0,2})\s{0,40}$/dg;

/** A Mule Enterprise licence. It gives access to nothing, but it is paid for and has an expiry date. */
export const muleLicense: Detector = {
  id: "anypoint-mule-license",
  family: "anypoint",
  title: "Mule Enterprise licence",
  severity: "medium",
  kind: "generated",
  what: "A Mule licence in base64: muleLicense in Helm values, MULE_LICENSE_KEY, rtfctl apply mule-license, or a .lic file.",
  leavesAlone: ["names of licence files", "references", "other licence keys"],
  references: [
    "https://docs.mulesoft.com/mule-runtime/latest/installing-an-enterprise-license",
    "https://docs.mulesoft.com/runtime-fabric/latest/install-helm",
  ],
  keywords: joined("mule", "licen"),
  paths: FILE,
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(FILE.test(view.path ?? "") ? WHOLE : NAMED)) {
      yield { secret: spanOf(match), confidence: "likely" };
    }
  },
  remediation: replacePlatformSecret,
};
