using System;

/// <summary>The SES SMTP login. Fails when a part is missing.</summary>
public sealed class SmtpLogin
{
    public string Username { get; } =
        Required("SES_SMTP_USERNAME");
    public string Password { get; } =
        Required("SES_SMTP_PASSWORD");

    private static string Required(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrWhiteSpace(value))
            throw new InvalidOperationException(name + " is not set");
        return value;
    }
}
