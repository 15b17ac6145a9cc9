import { openRepo } from "../../src/git/repo.ts";
import { oidsOf } from "../../src/git/resolve.ts";
import { TestRepo } from "../helpers/repo.ts";

test("oids of names in order, of paths with a newline too", async () => {
  const scratch = new TestRepo();
  try {
    scratch.commit({ "a.env": "one\n", "a\nb.env": "two\n" });
    const [head, one, two] = scratch.git("rev-parse", "HEAD", "HEAD:a.env", "HEAD:a\nb.env").split("\n");
    const repo = await openRepo({ cwd: scratch.dir, env: scratch.env });
    const names = [":a\nb.env", "HEAD:gone\nb.env", "HEAD:a.env", "HEAD^2:a\nb.env", "HEAD:a\nb.env", "HEAD"];
    expect(await oidsOf(repo, names)).toEqual([two, null, one, null, two, head]);
  } finally {
    scratch.remove();
  }
});
