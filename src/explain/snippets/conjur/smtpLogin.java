// The REST API with nothing but the JDK's HttpClient.
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/** The SES SMTP login. */
record SmtpLogin(String username, String password) {

  static SmtpLogin read() throws IOException, InterruptedException {
    String login = System.getenv("CONJUR_AUTHN_LOGIN");
    String key = System.getenv("CONJUR_AUTHN_API_KEY");
    String token = send(to("authn/%s/%s/authenticate", login)
        .POST(BodyPublishers.ofString(key)));
    String header = "Token token=\"%s\"".formatted(
        Base64.getEncoder().encodeToString(token.getBytes(UTF_8)));
    String path = "secrets/%s/variable/%s";
    return new SmtpLogin(
        send(to(path, "mail/ses/username")
            .header("Authorization", header)),
        send(to(path, "mail/ses/password")
            .header("Authorization", header)));
  }

  private static HttpRequest.Builder to(String path, String id) {
    String account = System.getenv("CONJUR_ACCOUNT");
    return HttpRequest.newBuilder(
        URI.create(System.getenv("CONJUR_APPLIANCE_URL") + "/"
            + path.formatted(account, URLEncoder.encode(id, UTF_8))));
  }

  private static String send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var answer = HttpClient.newHttpClient()
        .send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() == 200) return answer.body();
    throw new IOException("Conjur answers " + answer.statusCode());
  }
}
