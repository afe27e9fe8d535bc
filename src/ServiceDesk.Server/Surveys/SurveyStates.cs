namespace ServiceDesk.Server.Surveys;

/// <summary>Values of the column <c>survey.state</c>; the words of the contract's SurveyPhase.</summary>
public static class SurveyStates
{
    public const string Offered = "offered";
    public const string Answered = "answered";
    public const string Expired = "expired";
}
