using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ServiceDesk.Contracts;
using ServiceDesk.Decisions.Configuration;
using ServiceDesk.Decisions.Messages;
using ServiceDesk.Server.Routing;

namespace ServiceDesk.Server.Conversations;

/// <summary>The content rules of the desk in force, over every text of a body that people read: addresses and ids are left alone.</summary>
internal sealed class DeskContentRules(CurrentDesk desk) : IContentHook
{
    // Every version publishes a list of its own.
    private readonly ConditionalWeakTable<IReadOnlyList<ContentRule>, ContentReview> _prepared = [];

    public ValueTask<ContentVerdict> Review(SaidContent said, CancellationToken cancellation) => new(Verdict(said));

    private ContentVerdict Verdict(SaidContent said)
    {
        var body = said.Body;
        if (desk.Value.ContentRules is not { Count: > 0 } rules)
        {
            return new ContentVerdict(body);
        }

        var texts = new Texts(_prepared.GetValue(rules, r => new ContentReview(r)), Persons.IsAgent(said.Sender));
        var reviewed = body with
        {
            Text = texts.Of(body.Text),
            Reason = texts.Of(body.Reason),
            Product = body.Product is { } product ? product with { Title = texts.Of(product.Title), Price = texts.Of(product.Price) } : null,
            Order = body.Order is { } order ? Of(order, texts) : null,
        };
        return new ContentVerdict(texts.Changed ? reviewed : body, texts.RefusedBy);
    }

    private static OrderCard Of(OrderCard order, Texts texts) => order with
    {
        Status = texts.Of(order.Status),
        Total = texts.Of(order.Total),
        Lines = order.Lines?.Select(line => line with { Title = texts.Of(line.Title) }).ToList(),
    };

    private sealed class Texts(ContentReview review, bool byStaff)
    {
        public bool Changed { get; private set; }

        public string? RefusedBy { get; private set; }

        [return: NotNullIfNotNull(nameof(text))]
        public string? Of(string? text)
        {
            if (text is null)
            {
                return null;
            }

            var reviewed = review.Of(text, byStaff);
            Changed |= !ReferenceEquals(reviewed.Text, text);
            RefusedBy ??= reviewed.RefusedBy;
            return reviewed.Text;
        }
    }
}
