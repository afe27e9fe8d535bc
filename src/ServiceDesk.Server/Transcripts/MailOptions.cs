using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace ServiceDesk.Server.Transcripts;

/// <summary>How the connection to the mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>Not at all; for a server on the same machine.</summary>
    None,

    /// <summary>STARTTLS, refused when the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>The mail server that takes outgoing mail; section <c>Mail</c>. Without a host no mail is offered.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>Name or address of the SMTP server; empty for none. Default none.</summary>
    [MaxLength(255)]
    public string Host { get; set; } = "";

    /// <summary>Default 587, 1–65,535.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>Default StartTls.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Signs in with this name; empty sends without signing in.</summary>
    [MaxLength(255)]
    public string User { get; set; } = "";

    [DataType(DataType.Password)]
    [MaxLength(1_000)]
    public string Password { get; set; } = "";

    /// <summary>The sender's address; needed with a host.</summary>
    [MaxLength(320)]
    public string From { get; set; } = "";

    /// <summary>The sender's name. Default ServiceDesk.</summary>
    [MaxLength(100)]
    public string FromName { get; set; } = "ServiceDesk";

    /// <summary>Seconds that one step of a delivery may take. Default 30, 1–300.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Hours after which a mail that no server took is given up. Default 24, 1–240.</summary>
    [Range(1, 240)]
    public int GiveUpHours { get; set; } = 24;

    internal bool IsOn => Host.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && !MailAddresses.IsOne(From))
        {
            yield return new ValidationResult("must be a mail address when Mail:Host is set.", [nameof(From)]);
        }

        if (IsOn && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
        {
            yield return new ValidationResult("must be a host name or an address.", [nameof(Host)]);
        }

        if (User.Length == 0 != (Password.Length == 0))
        {
            yield return new ValidationResult("must be set together with Mail:Password.", [nameof(User)]);
        }

        if (User.Length > 0 && Security == MailSecurity.None && Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            yield return new ValidationResult("would send the password in the clear: choose StartTls or Tls.", [nameof(Security)]);
        }
    }
}

internal static class MailAddresses
{
    /// <summary>Whether a text is exactly one address, without a name and without signs that steer.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: > 2 and <= 320 }
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')')
        && MailboxAddress.TryParse(text, out var parsed)
        && parsed.Address == text
        && text.LastIndexOf('@') is > 0 and var at && at < text.Length - 1;
}
