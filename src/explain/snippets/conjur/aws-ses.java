// com.cyberark.conjur.api:conjur-api
import com.cyberark.conjur.api.Conjur;
import com.cyberark.conjur.api.Variables;

/** The SES SMTP login. */
record SmtpLogin(String username, String password) {

  /**
   * Reads CONJUR_APPLIANCE_URL, CONJUR_ACCOUNT, CONJUR_AUTHN_LOGIN and
   * CONJUR_AUTHN_API_KEY, which the platform hands to the program.
   */
  static SmtpLogin read() {
    Variables variables = new Conjur().variables();
    return new SmtpLogin(
        variables.retrieveSecret("mail/ses/username"),
        variables.retrieveSecret("mail/ses/password"));
  }
}
