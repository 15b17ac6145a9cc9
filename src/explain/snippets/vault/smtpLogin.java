// org.springframework.vault:spring-vault-core
import java.util.Map;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.authentication.*;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;

/** The SES SMTP login. */
record SmtpLogin(String username, String password) {

  /** The platform hands the program the two halves of its AppRole. */
  static SmtpLogin read() {
    var roleId = AppRoleAuthenticationOptions.RoleId.provided(
        System.getenv("VAULT_ROLE_ID"));
    var secretId = AppRoleAuthenticationOptions.SecretId.provided(
        System.getenv("VAULT_SECRET_ID"));
    var role = AppRoleAuthenticationOptions.builder()
        .roleId(roleId).secretId(secretId).build();
    var vault = VaultEndpoint.from(System.getenv("VAULT_ADDR"));
    var http = VaultClients.createRestTemplate(
        vault, new JdkClientHttpRequestFactory());
    var login = new AppRoleAuthentication(role, http);
    Map<String, Object> secret =
        new VaultTemplate(vault, login)
            .opsForVersionedKeyValue("secret")
            .get("mail/ses")
            .getRequiredData();
    return new SmtpLogin(
        (String) secret.get("username"),
        (String) secret.get("password"));
  }
}
