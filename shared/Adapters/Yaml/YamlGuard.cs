using Observability.Core.Primitives;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Observability.Adapters.Yaml;

/// <summary>Refuses what makes a small file big: aliases (which multiply) and deep nesting.</summary>
internal static class YamlGuard
{
    private const int Deepest = 16;

    public static BadInput? Check(string text, string source)
    {
        Parser parser = new(new StringReader(text));
        int depth = 0;
        while (parser.MoveNext())
        {
            ParsingEvent? current = parser.Current;
            depth += current?.NestingIncrease ?? 0;
            if (current is AnchorAlias alias)
            {
                return new(source, alias.Start.Line, alias.Start.Column, "*" + alias.Value, "aliases are not read; write it out");
            }

            if (depth > Deepest)
            {
                return new(source, current!.Start.Line, current.Start.Column, "", "is nested too deeply");
            }
        }

        return null;
    }
}
