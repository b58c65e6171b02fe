namespace Observability.Infra;

/// <summary>Files that are made and kept: what is made now has to be what is kept. <c>OBS_ACCEPT=1</c> keeps what is made now, to be looked at in the diff.</summary>
internal static class Kept
{
#pragma warning disable RS0030 // Whoever runs the tests says so.
    public static bool Accepts { get; } = Environment.GetEnvironmentVariable("OBS_ACCEPT") == "1";
#pragma warning restore RS0030

    public static void Check(string made, params string[] path)
    {
        string file = Repository.At(path);
        if (Accepts)
        {
            File.WriteAllText(file, made);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : $"{string.Join('/', path)} is not there; OBS_ACCEPT=1 makes it", made);
    }
}
