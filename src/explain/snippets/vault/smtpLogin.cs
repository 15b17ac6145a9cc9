// dotnet add package VaultSharp
using System;
using System.Threading.Tasks;
using VaultSharp;
using VaultSharp.V1.AuthMethods.AppRole;

public sealed class SmtpLogin
{
    public string Username { get; private set; }
    public string Password { get; private set; }

    /// <summary>The platform hands the program its AppRole.</summary>
    public static async Task<SmtpLogin> ReadAsync()
    {
        var role = new AppRoleAuthMethodInfo(
            Environment.GetEnvironmentVariable("VAULT_ROLE_ID"),
            Environment.GetEnvironmentVariable("VAULT_SECRET_ID"));
        var vault = new VaultClient(new VaultClientSettings(
            Environment.GetEnvironmentVariable("VAULT_ADDR"), role));
        var answer = await vault.V1.Secrets.KeyValue.V2.ReadSecretAsync(
            path: "mail/ses", mountPoint: "secret");
        var secret = answer.Data.Data;
        return new SmtpLogin
        {
            Username = secret["username"].ToString(),
            Password = secret["password"].ToString(),
        };
    }
}
