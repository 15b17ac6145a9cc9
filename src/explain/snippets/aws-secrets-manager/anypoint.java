// software.amazon.awssdk:secretsmanager (version 2 of the SDK)
// com.fasterxml.jackson.core:jackson-databind
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The connected app. */
record ConnectedApp(String id, String secret) {

  /** No key here: the client finds the role it runs with. */
  static ConnectedApp read() throws JsonProcessingException {
    try (SecretsManagerClient client = SecretsManagerClient.create()) {
      String text = client
          .getSecretValue(get -> get.secretId("anypoint/ci"))
          .secretString();
      JsonNode secret = new ObjectMapper().readTree(text);
      return new ConnectedApp(
          secret.required("client_id").asText(),
          secret.required("client_secret").asText());
    }
  }
}
