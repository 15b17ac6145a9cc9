// dotnet add package AWSSDK.SecretsManager
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

public sealed class SmtpLogin
{
    public string Username { get; private set; }
    public string Password { get; private set; }

    /// <summary>The SES SMTP login.</summary>
    public static async Task<SmtpLogin> ReadAsync()
    {
        // No key here: the client finds the role it runs with.
        using (var client = new AmazonSecretsManagerClient())
        {
            var answer = await client.GetSecretValueAsync(
                new GetSecretValueRequest { SecretId = "mail/ses" });
            using (var secret = JsonDocument.Parse(answer.SecretString))
            {
                var root = secret.RootElement;
                return new SmtpLogin
                {
                    Username =
                        root.GetProperty("username").GetString(),
                    Password =
                        root.GetProperty("password").GetString(),
                };
            }
        }
    }
}
