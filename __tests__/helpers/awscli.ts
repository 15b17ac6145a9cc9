import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pythonToolchain } from "./toolchain.ts";

const found = pythonToolchain("awscli", ["awscli==1.46.2"]);

/**
 * The CLI reads the words against its models, and hears an empty answer in place of AWS: the operation and its options
 * exist, what is required is there and has its shape, and the query can be read.
 */
const SCRIPT = `
import contextlib, io, json, sys
from awscli.clidriver import create_clidriver
from botocore.awsrequest import AWSResponse

POINTS = "<SendDataPoints><member><Timestamp>2026-01-01T00:00:00Z</Timestamp></member></SendDataPoints>"

class Raw(io.BytesIO):
    def stream(self, **_):
        yield self.read()

def answer(request, event_name, **_):
    operation, kind = event_name.split(".")[-1], str(request.headers.get("Content-Type"))
    if "urlencoded" in kind:
        body = f"<{operation}Response><{operation}Result>{POINTS}</{operation}Result></{operation}Response>".encode()
    else:
        body = b"\\xa0" if "cbor" in kind else b"{}"
    headers = {"smithy-protocol": "rpc-v2-cbor"} if "cbor" in kind else {}
    return AWSResponse(request.url, 200, headers, Raw(body))

errors = []
for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            driver = create_clidriver()
            driver.session.register("before-send", answer)
            code = driver.main(words)
        except SystemExit as end:
            code = end.code
    if code:
        errors.append(" ".join(words) + "\\n" + err.getvalue()[-400:])
print(json.dumps(errors))
`;

/** What a person puts in the place of a word in capitals. */
const FILLED: readonly (readonly [string, string])[] = [
  ["file:///dev/stdin", "{}"],
  ["file://send-only.json", "{}"],
  ["AWS_REGION", "eu-west-1"],
  ["AWS_ACCOUNT_ID", "123456789012"],
  ["IAM_KEY_ID", "ID".repeat(10)],
  ["TOPIC_ARN", "arn:aws:sns:eu-west-1:123456789012:topic"],
  ["YOUR_PEAK", "100"],
];

export const awscli = {
  ...found,
  /** Those of some calls that the CLI does not understand, with what it says. */
  errors(calls: readonly (readonly string[])[]): string[] {
    if (!("folder" in found)) throw new Error(found.missing);
    const env = {
      PATH: process.env.PATH,
      HOME: found.folder,
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "fake",
      AWS_SECRET_ACCESS_KEY: "fake",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PAGER: "",
    };
    const readable = calls.map((words) =>
      words.map((word) => FILLED.reduce((text, [name, value]) => text.replace(name, value), word)),
    );
    const { stdout, stderr } = spawnSync(join(found.folder, "venv/bin/python"), ["-c", SCRIPT], {
      cwd: found.folder,
      env,
      input: JSON.stringify(readable),
      encoding: "utf8",
    });
    if (stdout === "") throw new Error(stderr);
    return JSON.parse(stdout);
  },
};
