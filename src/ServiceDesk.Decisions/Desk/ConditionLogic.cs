namespace ServiceDesk.Decisions.Configuration;

/// <summary>
/// Which conditions follow from which. Sound and incomplete: "yes" is certain, "no" only says that it was not found. Not
/// found is what needs knowledge of the world (that a path is part of its address), what several parts of an <c>any</c>
/// cover only together, and what takes more than <see cref="MostCases"/> cases to see.
/// </summary>
internal static class ConditionLogic
{
    /// <summary>Cases of one condition that are looked at.</summary>
    public const int MostCases = 256;

    /// <summary>
    /// The ways in which a condition can hold, each a list of statements that hold together; empty when it can never hold,
    /// null when there are too many.
    /// </summary>
    /// <param name="entryPoint">Where the rule stands, so that what it asks about the entry point is known.</param>
    public static IReadOnlyList<IReadOnlyList<Statement>>? Cases(Condition? condition, string entryPoint)
    {
        if (condition is null)
        {
            return [[]];
        }

        return Expand(Simplify(condition, true, entryPoint)) is { } cases ? [.. cases.Where(c => !Contradicts(c))] : null;
    }

    /// <summary>Whether a condition certainly holds when all statements of a case do.</summary>
    public static bool Follows(IReadOnlyList<Statement> known, Condition? condition, string entryPoint) =>
        condition is null || Follows(known, Simplify(condition, true, entryPoint));

    private static bool Follows(IReadOnlyList<Statement> known, Form wanted) => wanted switch
    {
        Both both => both.Parts.All(part => Follows(known, part)),
        Either either => either.Parts.Any(part => Follows(known, part)),
        _ => known.Any(statement => Statements.Implies(statement, ((Plain)wanted).Statement)),
    };

    private static bool Contradicts(IReadOnlyList<Statement> statements)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            for (var j = i + 1; j < statements.Count; j++)
            {
                if (Statements.Excludes(statements[i], statements[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Negations go down to the plain statements; what asks for the entry point is true (all of nothing) or false (any of nothing).
    private static Form Simplify(Condition condition, bool holds, string entryPoint)
    {
        return condition switch
        {
            NotThat not => Simplify(not.Part, !holds, entryPoint),
            AllOf all => Several(all.Parts, holds),
            AnyOf any => Several(any.Parts, !holds),
            EntryPointIs entry => ConditionEvaluation.Same(entry.EntryPoint, entryPoint) == holds ? new Both([]) : new Either([]),
            SourceIs { PathPrefix: { } path, Contains: { } text } => Several([new SourceIs(path), new SourceIs(Contains: text)], holds),
            _ => new Plain(new Statement(condition, holds)),
        };

        Form Several(IEnumerable<Condition> parts, bool together)
        {
            var forms = parts.Select(part => Simplify(part, holds, entryPoint)).ToList();
            return together ? new Both(forms) : new Either(forms);
        }
    }

    private static List<IReadOnlyList<Statement>>? Expand(Form form)
    {
        if (form is Plain plain)
        {
            return [[plain.Statement]];
        }

        var parts = form is Both both ? both.Parts : ((Either)form).Parts;
        List<IReadOnlyList<Statement>> cases = form is Both ? [[]] : [];
        foreach (var part in parts)
        {
            if (Expand(part) is not { } more || (form is Both ? cases.Count * more.Count : cases.Count + more.Count) > MostCases)
            {
                return null;
            }

            cases = form is Both ? [.. cases.SelectMany(one => more.Select(two => (IReadOnlyList<Statement>)[.. one, .. two]))] : [.. cases, .. more];
        }

        return cases;
    }

    private abstract record Form;

    private sealed record Both(IReadOnlyList<Form> Parts) : Form;

    private sealed record Either(IReadOnlyList<Form> Parts) : Form;

    private sealed record Plain(Statement Statement) : Form;
}

/// <summary>A condition without parts, or its negation.</summary>
internal readonly record struct Statement(Condition Atom, bool Holds);
