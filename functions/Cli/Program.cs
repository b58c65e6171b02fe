using System.Text;
using Observability.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await Root.RunAsync(args);
