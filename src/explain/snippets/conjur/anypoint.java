// com.cyberark.conjur.api:conjur-api
import com.cyberark.conjur.api.Conjur;
import com.cyberark.conjur.api.Variables;

/** The connected app. */
record ConnectedApp(String id, String secret) {

  /**
   * Reads CONJUR_APPLIANCE_URL, CONJUR_ACCOUNT, CONJUR_AUTHN_LOGIN and
   * CONJUR_AUTHN_API_KEY, which the platform hands to the program.
   */
  static ConnectedApp read() {
    Variables variables = new Conjur().variables();
    return new ConnectedApp(
        variables.retrieveSecret("anypoint/ci/client_id"),
        variables.retrieveSecret("anypoint/ci/client_secret"));
  }
}
