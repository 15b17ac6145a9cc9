import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-agent-password`. */
export function examples(fake: Fake): Examples {
  const secret = fake.password();
  return {
    match: [
      {
        text: `globalConfiguration:\n  security:\n    keyStorePassword: ${secret}\n    keyStoreAliasPassword: "![PBE,eHh4eA==]"\n`,
        secret,
        path: "conf/mule-agent.yml",
      },
      { text: `proxyConfiguration:\n  host: h\n  password: ${secret}\n`, secret, path: "mule-agent.yml" },
      { text: `export AGENT_VAR_master_password=${secret}\n`, secret },
      { text: `wrapper.java.additional.9=-DAGENT_VAR_master_password=${secret}\n`, secret },
    ],
    noMatch: [
      {
        text: `keyStorePassword: "![PBEWITHSHA1ANDDESEDE,bm90IGEgc2VjcmV0]"\n`,
        path: "mule-agent.yml",
        because: "an encrypted value",
      },
      { text: "password: ${env.PROXY_PASSWORD}\n", path: "mule-agent.yml", because: "a reference" },
      { text: `keyStorePassword: ${secret}\n`, because: "nothing says that it is the agent's" },
    ],
  };
}
