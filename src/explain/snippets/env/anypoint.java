/** The connected app. Fails at start-up when a part is missing. */
record ConnectedApp(String id, String secret) {

  static ConnectedApp read() {
    return new ConnectedApp(
        required("ANYPOINT_CLIENT_ID"),
        required("ANYPOINT_CLIENT_SECRET"));
  }

  private static String required(String name) {
    String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
