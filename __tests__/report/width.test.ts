import type { Diagnosis } from "../../src/doctor/diagnosis.ts";
import type { OverrideRecord } from "../../src/policy/record.ts";
import { addedText } from "../../src/report/audit/auditText.ts";
import { cellWidth } from "../../src/report/cells.ts";
import { doctorText } from "../../src/report/doctorText.ts";
import { plain } from "./samples.ts";

const tooWide = (text: string) => text.split("\n").filter((line) => cellWidth(line) > 80);

test("what doctor says at the end, for one work tree and for many", () => {
  const open: Diagnosis = {
    path: "repo",
    isCurrent: true,
    commit: "passed",
    push: "passed",
    shortPath: null,
    causes: [],
  };
  const settings = { huskySettings: "init.sh", nodeFolder: "bin" };
  for (const number of [1, 12]) {
    const text = doctorText(Array(number).fill(open), settings, plain());
    expect(text).toContain("not protected");
    expect(tooWide(text)).toEqual([]);
  }
});

test("the command that commits a record", () => {
  const record = { findings: [], expires: "2027-01-01T00:00:00Z" } as unknown as OverrideRecord;
  const text = addedText(".keylatch/overrides/20261125T151349Z-996a4777.json", record, plain());
  expect(tooWide(text)).toEqual([]);
  expect(text).toContain("git add -- :/.keylatch && git commit\n");
});
