// The REST API with nothing but the framework's HttpClient.
using System;
using System.Net.Http;
using System.Threading.Tasks;

public sealed class SmtpLogin
{
    public string Username { get; private set; }
    public string Password { get; private set; }

    public static async Task<SmtpLogin> ReadAsync(HttpClient http)
    {
        var url = Env("CONJUR_APPLIANCE_URL");
        var account = Env("CONJUR_ACCOUNT");
        var login = Uri.EscapeDataString(Env("CONJUR_AUTHN_LOGIN"));
        var key = new StringContent(Env("CONJUR_AUTHN_API_KEY"));
        var answer = await http.PostAsync(
            $"{url}/authn/{account}/{login}/authenticate", key);
        answer.EnsureSuccessStatusCode();
        var token = Convert.ToBase64String(
            await answer.Content.ReadAsByteArrayAsync());
        http.DefaultRequestHeaders.Add(
            "Authorization", $"Token token=\"{token}\"");
        var root = $"{url}/secrets/{account}/variable/";
        return new SmtpLogin
        {
            Username = await http.GetStringAsync(
                root + Uri.EscapeDataString("mail/ses/username")),
            Password = await http.GetStringAsync(
                root + Uri.EscapeDataString("mail/ses/password")),
        };
    }

    private static string Env(string name) =>
        Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException(name + " is not set");
}
