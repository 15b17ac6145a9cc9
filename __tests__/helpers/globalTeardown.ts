import { rmSync } from "node:fs";

export default function globalTeardown(): void {
  rmSync(process.env.KEYLATCH_TEST_PACKAGE as string, { recursive: true, force: true });
}
