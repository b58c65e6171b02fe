using System.Runtime.CompilerServices;

namespace Observability.Unit.Reports;

/// <summary>Text that people see, beside the test as a file. What came instead is written next to it, to be looked at and taken over.</summary>
internal static class Golden
{
    public static void Check(string name, string text, [CallerFilePath] string test = "")
    {
        string folder = Path.Combine(Path.GetDirectoryName(test)!, "Golden");
        string path = Path.Combine(folder, name);
        string known = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (known != text)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, Path.GetFileNameWithoutExtension(name) + ".received" + Path.GetExtension(name)), text);
        }

        Assert.Equal(known, text);
    }
}
