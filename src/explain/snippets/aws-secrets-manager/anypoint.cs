// dotnet add package AWSSDK.SecretsManager
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

public sealed class ConnectedApp
{
    public string Id { get; private set; }
    public string Secret { get; private set; }

    /// <summary>The connected app.</summary>
    public static async Task<ConnectedApp> ReadAsync()
    {
        // No key here: the client finds the role it runs with.
        using (var client = new AmazonSecretsManagerClient())
        {
            var answer = await client.GetSecretValueAsync(
                new GetSecretValueRequest { SecretId = "anypoint/ci" });
            using (var secret = JsonDocument.Parse(answer.SecretString))
            {
                var root = secret.RootElement;
                return new ConnectedApp
                {
                    Id = root.GetProperty("client_id").GetString(),
                    Secret = root.GetProperty("client_secret").GetString(),
                };
            }
        }
    }
}
