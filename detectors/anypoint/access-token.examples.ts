import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-access-token`. */
export function examples(fake: Fake): Examples {
  const secret = fake.uuid();
  const organization = fake.uuid();
  const jwt = fake.anypointJwt();
  const refresh = fake.string("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 43);
  return {
    match: [
      {
        text: `curl -H "Authorization: bearer ${secret}" https://anypoint.mulesoft.com/accounts/api/me`,
        secret,
      },
      { text: `{"access_token":"${secret}","token_type":"bearer"} // anypoint`, secret },
      { text: `ANYPOINT_BEARER=${secret}\n`, secret },
      { text: `> Host: anypoint.mulesoft.com\n> Authorization: bearer \x1b[33m${secret}\x1b[0m\n`, secret },
      { text: `export ANYPOINT_ACCESS_TOKEN="${secret}"\n`, secret },
      { text: `anypoint-cli-v4 account x --bearer ${secret}`, secret },
      { text: `mvn deploy -DauthToken=${secret} -Danypoint.environment=Sandbox`, secret },
      {
        text: `<cloudHubDeployment><!-- mule --><authToken>${secret}</authToken></cloudHubDeployment>`,
        secret,
      },
      {
        text: `{"name":"Authorization","value":"bearer ${secret}"}, "https://anypoint.mulesoft.com"`,
        secret,
      },
      {
        text: `{"url":"https://anypoint.mulesoft.com","auth":{"type":"bearer","bearer":[{"key":"token","value":"${secret}"}]}}`,
        secret,
      },
      {
        text: `@token = ${secret}\nGET https://anypoint.mulesoft.com/accounts/api/me\nAuthorization: Bearer {{token}}\n`,
        secret,
      },
      { text: `{"anypoint_access_token": {"value": "${secret}"}}`, secret },
      { text: `login: ${jwt}\n`, secret: jwt },
      { text: `anypoint:\n  refresh_token: ${refresh}\n`, secret: refresh },
    ],
    noMatch: [
      { text: `anypoint token: ${"${token}"} id: ${organization}`, because: "the name in front decides" },
      { text: `anypoint organization ${organization}`, because: "an organization is an identifier" },
      { text: `<flow doc:id="${organization}" name="mule"/>`, because: "doc:id is an identifier" },
      { text: `Authorization: bearer ${secret}`, because: "nothing says that it is Anypoint's" },
      {
        text: `anypoint bearer ${["01234567", "89ab", "cdef", "0123", "456789abcdef"].join("-")}`,
        because: "the documentation's UUID is not version 4",
      },
      { text: "anypoint access_token: ${token}", because: "a reference" },
      {
        text: `login: ${fake.anypointJwt("https://login.example.test/token")}`,
        because: "another issuer's token",
      },
    ],
  };
}
