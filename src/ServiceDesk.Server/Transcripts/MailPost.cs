using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;
using ServiceDesk.Server.Messaging;

namespace ServiceDesk.Server.Transcripts;

/// <summary>A mail to one person.</summary>
/// <param name="Id">Makes its Message-ID: should it be sent twice after a crash, receivers can tell.</param>
internal sealed record OutgoingMail(Guid Id, string To, string Subject, string Text, string Html);

/// <summary>Hands a mail to the mail server.</summary>
internal sealed partial class MailPost(MailOptions options, ILogger<MailPost> log)
{
    private const int Permanent = 500;

    /// <summary>Returns when the server has taken the mail, or refused it for good, which is logged.</summary>
    /// <exception cref="EffectNotNowException">No server took it now.</exception>
    public async Task Send(OutgoingMail mail, CancellationToken cancellation)
    {
        using var message = Message(mail);
        try
        {
            using var smtp = new SmtpClient { Timeout = options.TimeoutSeconds * 1000 };
            await smtp.ConnectAsync(options.Host, options.Port, Secured(options.Security), cancellation);
            if (options.User.Length > 0)
            {
                await smtp.AuthenticateAsync(options.User, options.Password, cancellation);
            }

            await smtp.SendAsync(message, cancellation);
            // Taken is taken, whatever becomes of the farewell.
            await smtp.DisconnectAsync(quit: true, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (SmtpCommandException fault) when ((int)fault.StatusCode >= Permanent && fault.ErrorCode != SmtpErrorCode.UnexpectedStatusCode)
        {
            Refused(mail.Id, (int)fault.StatusCode);
        }
        catch (Exception fault) when (fault is CommandException or ProtocolException or AuthenticationException or SslHandshakeException
            or ServiceNotConnectedException or NotSupportedException or IOException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new EffectNotNowException($"The mail server did not take it: {fault.Message}");
        }
    }

    private MimeMessage Message(OutgoingMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, MessageId = $"{mail.Id:N}@{options.From[(options.From.LastIndexOf('@') + 1)..]}" };
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(new MailboxAddress("", mail.To));
        // Nobody reads answers to it, and programs that answer by themselves are told so.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = mail.Text },
            new TextPart(TextFormat.Html) { Text = mail.Html },
        };
        return message;
    }

    private static SecureSocketOptions Secured(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was refused for good with {Status}.")]
    private partial void Refused(Guid id, int status);
}
