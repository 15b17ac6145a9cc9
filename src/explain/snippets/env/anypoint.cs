using System;

/// <summary>The connected app. Fails when a part is missing.</summary>
public sealed class ConnectedApp
{
    public string Id { get; } =
        Required("ANYPOINT_CLIENT_ID");
    public string Secret { get; } =
        Required("ANYPOINT_CLIENT_SECRET");

    private static string Required(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        if (string.IsNullOrWhiteSpace(value))
            throw new InvalidOperationException(name + " is not set");
        return value;
    }
}
