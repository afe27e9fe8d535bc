using System.Globalization;

using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Each waiting session in exactly one bucket. A bucket is made when its signature is first seen.</summary>
internal sealed class Buckets
{
    private readonly SortedDictionary<string, Bucket> bySignature = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Bucket> bySession = [];

    /// <summary>By signature.</summary>
    public IEnumerable<Bucket> All => bySignature.Values;

    /// <summary>The bucket of a session that waits.</summary>
    public Bucket Of(long sessionId) => bySession[sessionId];

    public void Add(SessionState session, AgentPools pools, bool watches)
    {
        var signature = SignatureOf(session);
        if (!bySignature.TryGetValue(signature, out var bucket))
        {
            bySignature[signature] = bucket = new Bucket(signature, [session.QueueId!, .. session.AddedQueues], session.Channel, session.Requirements);
            bucket.Serve(pools);
        }

        bySession[session.Id] = bucket;
        bucket.Add(session);
        Watch(session, watches);
    }

    /// <summary>Whether the next step of its ladder depends on the queue or its agents.</summary>
    public void Watch(SessionState session, bool watches) => Of(session.Id).Watch(
        QueueLine.PlaceOf(session), watches && session.Status == SessionStatus.Queued ? session.Step : null);

    public void Remove(SessionState session)
    {
        if (bySession.Remove(session.Id, out var bucket))
        {
            bucket.Remove(QueueLine.PlaceOf(session));
        }
    }

    /// <summary>Other pools hold: those that are empty go, the others look for their servers anew.</summary>
    public void Serve(AgentPools pools)
    {
        foreach (var empty in bySignature.Values.Where(b => b.Everybody.Count == 0).ToList())
        {
            bySignature.Remove(empty.Signature);
        }

        foreach (var bucket in bySignature.Values)
        {
            bucket.Serve(pools);
        }
    }

    private static string SignatureOf(SessionState session) => session.Requirements.Count + session.AddedQueues.Count == 0
        ? session.QueueId + "\n" + session.Channel
        : string.Join('\t', session.AddedQueues.Prepend(session.QueueId)) + "\n" + session.Channel + "\n" + string.Join('\n', session.Requirements.Select(r =>
            string.Create(CultureInfo.InvariantCulture, $"{(r.Mandatory ? 'm' : 'p')}{r.MinLevel}{r.SkillId}")));
}
