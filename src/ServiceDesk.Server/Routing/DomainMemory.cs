using ServiceDesk.Decisions.Routing;

namespace ServiceDesk.Server.Routing;

/// <summary>What the writer holds between two turns; rebuilt from the database whenever a commit fails.</summary>
internal sealed class DomainMemory
{
    /// <summary>The one domain of an installation.</summary>
    public const string Domain = "main";

    public required RoutingCore Core { get; init; }

    /// <summary>The epoch under which this writer commits.</summary>
    public required int Epoch { get; init; }

    /// <summary>The last number in the ledger, and so the fence of the next commit.</summary>
    public required long LastSeq { get; set; }

    public required DateTimeOffset LastAt { get; set; }

    public required long LastSessionId { get; set; }
}
