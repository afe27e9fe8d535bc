using System.Globalization;

using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Sessions;

namespace ServiceDesk.Decisions.Routing;

/// <summary>Each waiting session in exactly one bucket. A bucket is made when its signature is first seen.</summary>
internal sealed class Buckets
{
    private readonly SortedDictionary<string, Bucket> bySignature = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Bucket>> byQueue = [];
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
            bySignature[signature] = bucket =
                new Bucket(signature, [session.QueueId!, .. session.AddedQueues], session.Channel, session.Requirements, pools);
            AddByQueue(bucket);
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

        byQueue.Clear();
        foreach (var bucket in bySignature.Values)
        {
            bucket.Serve(pools);
            AddByQueue(bucket);
        }
    }

    /// <summary>What agents of a profile may serve and somebody waits in, and by which membership.</summary>
    public IEnumerable<(Bucket Bucket, Membership Membership)> ServedBy(AgentProfile profile)
    {
        foreach (var membership in profile.Memberships)
        {
            foreach (var bucket in byQueue.GetValueOrDefault(membership.QueueId) ?? [])
            {
                // One that stands in several of their queues comes with the first of them.
                if (bucket.Everybody.Count > 0 && bucket.ServerOf(profile) is { } server && server.Membership.QueueId == membership.QueueId)
                {
                    yield return (bucket, membership);
                }
            }
        }
    }

    private void AddByQueue(Bucket bucket)
    {
        foreach (var queue in bucket.Queues.Distinct())
        {
            if (!byQueue.TryGetValue(queue, out var buckets))
            {
                byQueue[queue] = buckets = [];
            }

            buckets.Add(bucket);
        }
    }

    private static string SignatureOf(SessionState session) => session.Requirements.Count + session.AddedQueues.Count == 0
        ? session.QueueId + "\n" + session.Channel
        : string.Join('\t', session.AddedQueues.Prepend(session.QueueId)) + "\n" + session.Channel + "\n" + string.Join('\n', session.Requirements.Select(r =>
            string.Create(CultureInfo.InvariantCulture, $"{(r.Mandatory ? 'm' : 'p')}{r.MinLevel}{r.SkillId}")));
}
