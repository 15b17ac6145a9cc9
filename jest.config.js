/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2023" },
        module: { type: "commonjs" },
      },
    ],
  },
  globalSetup: "<rootDir>/__tests__/helpers/globalSetup.ts",
  globalTeardown: "<rootDir>/__tests__/helpers/globalTeardown.ts",
  setupFiles: ["<rootDir>/__tests__/helpers/soundFilter.ts"],
  testTimeout: 120_000,
};
