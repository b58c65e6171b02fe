namespace Observability.FakeReceiver;

/// <summary>What a receiver does with one request.</summary>
internal enum Behaviour
{
    /// <summary>As its rules say.</summary>
    Rules,
    TooManyRequests,
    ServerError,
    RequestTimeout,
    Gone,
    Redirect,

    /// <summary>200 with an error in the body.</summary>
    ErrorWithOk,

    /// <summary>Answers as its rules say, after 300 ms.</summary>
    Slow,

    /// <summary>Takes the request and never answers.</summary>
    Never,

    /// <summary>Takes the request and closes the connection.</summary>
    Close,

    /// <summary>200 with a body without end.</summary>
    Endless,
}
