import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `aws-session-token`. */
export function examples(fake: Fake): Examples {
  const [id, token] = [fake.accessKeyId("ASIA"), fake.sessionToken()];
  const escaped = `${token.slice(0, 120)}%2F${token.slice(121)}`;
  const older = `FwoGZXIvYXdz${fake.bytes(300).toString("base64")}`;
  return {
    match: [
      { text: `AWS_ACCESS_KEY_ID=${id}\nAWS_SESSION_TOKEN=${token}\n`, secret: token, identifier: id },
      { text: `{"SessionToken":"${token}"}`, secret: token },
      { text: `aws_session_token = ${older}`, secret: older },
      {
        text: `?X-Amz-Security-Token=${encodeURIComponent(token)}&X-Amz-Date=1`,
        secret: encodeURIComponent(token),
      },
      { text: `?X-Amz-Security-Token=${escaped}`, secret: escaped },
      { text: token, secret: token },
    ],
    noMatch: [
      { text: `AWS_SESSION_TOKEN=${token.slice(0, 80)}`, because: "it is cut off" },
      { text: `AWS_SESSION_TOKEN=J${token.slice(1)}`, because: "it begins otherwise" },
      { text: `AWS_SESSION_TOKEN=${token.slice(0, 16)}${"EXAMPLE".repeat(20)}`, because: "it is an example" },
      { text: "AWS_SESSION_TOKEN=$(aws sts get-session-token)", because: "a reference, not a value" },
    ],
  };
}
