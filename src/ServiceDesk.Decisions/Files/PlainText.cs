using System.Text;

namespace ServiceDesk.Decisions.Files;

/// <summary>Whether bytes are text: UTF-8 without control characters but tab, line and page breaks. Fed piece by piece.</summary>
public sealed class PlainText
{
    private readonly Decoder _decoder =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();

    /// <param name="isEnd">False while more may come, so that a character may be cut at the end.</param>
    /// <returns>False once anything was no text.</returns>
    public bool Takes(ReadOnlySpan<byte> piece, bool isEnd)
    {
        foreach (var value in piece)
        {
            if (value is 0x7F or (< 0x20 and not (0x09 or 0x0A or 0x0C or 0x0D)))
            {
                return false;
            }
        }

        try
        {
            Span<char> sink = stackalloc char[256];
            for (var completed = false; !completed;)
            {
                _decoder.Convert(piece, sink, isEnd, out var used, out _, out completed);
                piece = piece[used..];
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
