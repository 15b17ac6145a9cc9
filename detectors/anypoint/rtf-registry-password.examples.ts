import type { Examples } from "../examples.ts";
import type { Fake } from "../fake.ts";

/** Texts for `anypoint-rtf-registry-password`. */
export function examples(fake: Fake): Examples {
  const secret = fake.password();
  return {
    match: [
      { text: `docker login rtf-runtime-registry.kprod.msap.io -u acme -p ${secret}\n`, secret },
      {
        text: `RTF_IMAGE_REGISTRY_USER=acme\nRTF_IMAGE_REGISTRY_PASSWORD=${secret}\n`,
        secret,
        identifier: "acme",
      },
      { text: `rtf_image_registry_password = "${secret}"\n`, secret },
      {
        text: `kubectl create secret docker-registry rtf-pull-secret --docker-server=rtf-runtime-registry.kprod.msap.io --docker-username=acme --docker-password=${secret}`,
        secret,
        identifier: "acme",
      },
    ],
    noMatch: [
      { text: `docker login registry.example.test -u acme -p ${secret} # rtf`, because: "another registry" },
      { text: "RTF_IMAGE_REGISTRY_PASSWORD=$RTF_PASSWORD", because: "a reference" },
      {
        text: `kubectl create secret docker-registry rtf --docker-password=${secret}`,
        because: "another registry's",
      },
    ],
  };
}
