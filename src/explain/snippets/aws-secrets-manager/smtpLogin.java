// software.amazon.awssdk:secretsmanager (version 2 of the SDK)
// com.fasterxml.jackson.core:jackson-databind
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The SES SMTP login. */
record SmtpLogin(String username, String password) {

  /** No key here: the client finds the role it runs with. */
  static SmtpLogin read() throws JsonProcessingException {
    try (SecretsManagerClient client = SecretsManagerClient.create()) {
      String text = client
          .getSecretValue(get -> get.secretId("mail/ses"))
          .secretString();
      JsonNode secret = new ObjectMapper().readTree(text);
      return new SmtpLogin(
          secret.required("username").asText(),
          secret.required("password").asText());
    }
  }
}
