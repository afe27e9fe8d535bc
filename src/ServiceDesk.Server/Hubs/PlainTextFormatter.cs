using System.Buffers;
using System.Text;
using MessagePack;
using MessagePack.Formatters;
using MessagePack.Resolvers;
using ServiceDesk.Server.Setup;

namespace ServiceDesk.Server.Hubs;

/// <summary>Text in MessagePack is taken by the rules of text in JSON: UTF-8 without a fault and without U+0000.</summary>
internal sealed class PlainTextFormatter : IMessagePackFormatter<string?>
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The options with text read by this.</summary>
    public static MessagePackSerializerOptions On(MessagePackSerializerOptions options) =>
        options.WithResolver(CompositeResolver.Create([new PlainTextFormatter()], [options.Resolver]));

    public void Serialize(ref MessagePackWriter writer, string? value, MessagePackSerializerOptions options) => writer.Write(value);

    public string? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.ReadStringSequence() is not { } bytes)
        {
            return null;
        }

        try
        {
            var text = Strict.GetString(bytes);
            return text.Contains('\0', StringComparison.Ordinal) ? throw new MessagePackSerializationException(StringsWithoutNul.Rule) : text;
        }
        catch (DecoderFallbackException fault)
        {
            throw new MessagePackSerializationException("must be UTF-8", fault);
        }
    }
}
