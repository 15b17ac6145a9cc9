import type { Detector, Hit, View } from "../detector.ts";
import { isMadeUp } from "../madeUp.ts";
import { RIGHT, spanOf } from "../pattern.ts";
import { keyIdOf } from "./nearby.ts";
import { waitOutSession } from "./remediation.ts";

/** Base64 with "origin_ec" (current) or "aws" (older forms) at the start; 100 to more than 1,000 characters. */
const TOKEN = new RegExp(
  `(?<![A-Za-z0-9+/])(?<secret>(?:IQoJb3JpZ2luX2Vj|F[wQ]oGZXIvYXdz|AQoDYXdz)[A-Za-z0-9+/]{80,4000}={0,2})${RIGHT}`,
  "dg",
);

/** The third part of temporary credentials, of use only together with their ASIA id and secret. */
export const sessionToken: Detector = {
  id: "aws-session-token",
  family: "aws-ses",
  title: "AWS session token",
  severity: "high",
  kind: "generated",
  what: "The session token of temporary AWS credentials, known by how it begins; with its ASIA id and secret it acts as its role until it expires.",
  leavesAlone: ["tokens of the documentation", "tokens cut off or shorter than AWS makes them"],
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html"],
  keywords: ["iqojb3jpz2lux2vj", "ogzxivyxdz", "aqodyxdz"],
  *find(view: View): Generator<Hit> {
    for (const match of view.text.matchAll(TOKEN)) {
      if (isMadeUp(match[0].slice(16)) || new Set(match[0]).size < 30) continue;
      const secret = spanOf(match);
      const id = keyIdOf(view, secret);
      yield {
        secret,
        confidence: "certain",
        severity: id === undefined ? "low" : undefined,
        identifier: id,
      };
    }
  },
  remediation: waitOutSession,
};
