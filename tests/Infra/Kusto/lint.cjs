// Checks queries against tables, without a server. In: {"folder": of node_modules, "tables": [{name, schema}], "queries": [{name, text}]}; out: [{name, problems: [text]}].
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const asked = JSON.parse(fs.readFileSync(0, 'utf8'));
const folder = path.join(asked.folder, '@kusto', 'language-service-next');
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  vm.runInThisContext(fs.readFileSync(path.join(folder, file), 'utf8'), { filename: file });
}

const language = globalThis.Kusto.Language;
const symbols = language.Symbols;
const tables = new (System.Collections.Generic.List$1(symbols.Symbol)).ctor();
for (const table of asked.tables) {
  tables.add(symbols.TableSymbol.From(table.schema).WithName(table.name));
}

const known = language.GlobalState.Default.WithDatabase(new symbols.DatabaseSymbol.$ctor1('workspace', tables));
const answers = asked.queries.map(query => {
  const found = language.KustoCode.ParseAndAnalyze(query.text, known).GetDiagnostics();
  const problems = [];
  for (let i = 0; i < found.Count; i++) {
    const one = found.getItem(i);
    const before = query.text.slice(0, one.Start).split('\n');
    problems.push(`${before.length}:${before[before.length - 1].length + 1} ${one.Code} ${one.Message}`);
  }
  return { name: query.name, problems };
});
process.stdout.write(JSON.stringify(answers));
