/** The SES SMTP login. Fails at start-up when a part is missing. */
record SmtpLogin(String username, String password) {

  static SmtpLogin read() {
    return new SmtpLogin(
        required("SES_SMTP_USERNAME"),
        required("SES_SMTP_PASSWORD"));
  }

  private static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
