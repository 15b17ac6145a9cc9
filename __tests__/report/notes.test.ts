import { Fake } from "../../detectors/fake.ts";
import { contradictedText } from "../../src/report/notes.ts";

test("a tracking ref is named, without a key that its name contains", () => {
  expect(contradictedText("refs/remotes/origin/main", "origin")).toMatch(/^origin\/main here/);
  const secret = new Fake(14).secretAccessKey().replace(/[+/]/g, "k");
  expect(contradictedText(`refs/remotes/origin/aws_secret_access_key=${secret}`, "origin")).not.toContain(
    secret,
  );
});
