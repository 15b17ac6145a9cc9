import { run, toolchain } from "../helpers/toolchain.ts";

const PACKAGES = ["boto3==1.44.5", "hvac==2.4.0", "conjur-api==0.2.0"];

/** A virtual environment with the packages that the snippets name. */
export const python = toolchain(`python ${PACKAGES.join(" ")}`, (folder) => {
  run(
    "python3",
    ["-c", "import sys; assert sys.version_info >= (3, 10), 'Python is older than 3.10'"],
    folder,
  );
  run("python3", ["-m", "venv", "--copies", "venv"], folder);
  // The scripts in bin/ name the folder they were made in; python itself does not mind being moved.
  run(
    "venv/bin/python",
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES],
    folder,
  );
});
