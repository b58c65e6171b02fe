using Microsoft.Extensions.Logging;
using Observability.Core.Ingestion;
using Observability.Core.Reports;

namespace Observability.Web;

/// <summary>What the local service needs besides the service itself.</summary>
public sealed record WebOptions
{
    /// <summary>Where to listen, for example <c>http://127.0.0.1:7080</c>; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:7080"];

    /// <summary>Folder of the state: reports lie in it, and bodies that are being received.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The formats that are taken, in the order in which they are asked whether a body is theirs.</summary>
    public required IReadOnlyList<IFormat> Formats { get; init; }

    /// <summary>Draws the pictures of reports that are made when they are opened.</summary>
    public required IDrawPictures Pictures { get; init; }

    /// <summary>One line that stands on every page, for example that this is a sample estate; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>What callers from elsewhere must send; null: only this machine is answered.</summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Whether callers of this machine are answered without the key. Not where something before the process says whom a request is from: that can be made up.
    /// </summary>
    public bool TrustsThisMachine { get; init; } = true;

    /// <summary>Called after something was kept: there may be work that is due at once.</summary>
    public Action? Kept { get; init; }

    /// <summary>Where the host writes its own log; without: warnings to standard error.</summary>
    public Action<ILoggingBuilder>? Logging { get; init; }
}
