namespace Observability.Core.Reports.Rendering;

/// <summary>The look of a report: system fonts, light and dark, and paper.</summary>
internal static class HtmlStyle
{
    /// <summary>Colours that differ also for who sees fewer of them; after Okabe and Ito, <i>Color Universal Design</i>, 2008. The last is for what is left.</summary>
    public static readonly string[] Layers = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#8c8f94"];

    public const string Bad = "#d55e00";

    public const string Good = "#8fb8a5";

    public const string Css = """
        :root{color-scheme:light dark;--bg:#fff;--ink:#1b1f24;--dim:#5b6470;--line:#e3e6ea;--soft:#f6f7f9;--accent:#0072b2;--bad:#b34700;--good:#0a7a50;--warn:#8a5a00;--warnbg:#fff6e0}
        @media (prefers-color-scheme:dark){:root{--bg:#14171a;--ink:#e8eaed;--dim:#9aa4af;--line:#2b3138;--soft:#1c2126;--accent:#56b4e9;--bad:#ff8f4d;--good:#4cc38a;--warn:#ffcf70;--warnbg:#2e2715}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        main{max-width:1040px;margin:0 auto;padding:40px 28px 64px}
        .over{color:var(--dim);font-size:13px;letter-spacing:.02em}
        h1{font-size:27px;line-height:1.28;font-weight:650;letter-spacing:-.012em;margin:8px 0 0;max-width:34em;text-wrap:balance}
        h2{font-size:19px;font-weight:650;margin:44px 0 4px;letter-spacing:-.005em}
        h3{font-size:15px;font-weight:650;margin:26px 0 6px}
        p{margin:6px 0 10px;max-width:50em}
        .dim{color:var(--dim)}
        .note{background:var(--warnbg);color:var(--warn);border-radius:8px;padding:10px 14px;margin:18px 0 0;max-width:none}
        .figures{display:grid;grid-template-columns:repeat(3,1fr);gap:14px;margin:26px 0 0}
        .figure{border:1px solid var(--line);border-radius:10px;padding:14px 18px 15px}
        .figure .name{color:var(--dim);font-size:13px}
        .figure .value{font-size:29px;font-weight:650;letter-spacing:-.02em;line-height:1.3;font-variant-numeric:tabular-nums}
        .figure .value small{font-size:15px;font-weight:500;letter-spacing:0;color:var(--dim)}
        .figure .beside{font-size:13px;color:var(--dim)}
        .up{color:var(--bad)}.down{color:var(--good)}
        ol.first{margin:10px 0 0;padding:0;list-style:none;counter-reset:n}
        ol.first li{counter-increment:n;position:relative;padding:12px 0 12px 44px;border-top:1px solid var(--line)}
        ol.first li:first-child{border-top:0}
        ol.first li::before{content:counter(n);position:absolute;left:0;top:13px;width:27px;height:27px;border-radius:50%;background:var(--ink);color:var(--bg);font-weight:650;font-size:14px;line-height:27px;text-align:center}
        ol.first b{display:block}
        figure{margin:14px 0 0}
        figure svg{display:block;width:100%;height:auto;color:var(--ink)}
        figcaption{font-size:13px;color:var(--dim);margin:0 0 6px}
        figcaption b{color:var(--ink);font-size:15px;font-weight:650;display:block}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:12.5px;color:var(--dim);margin:6px 0 0}
        .legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
        .legend i.band{background:none;border:1.5px solid currentColor;border-width:1.5px 0;height:8px;border-radius:0}
        .two{display:grid;grid-template-columns:1fr 1fr;gap:0 32px}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:14px;margin:6px 0 4px}
        th{text-align:left;color:var(--dim);font-weight:500;font-size:12.5px;padding:5px 10px 5px 0;border-bottom:1px solid var(--line);white-space:nowrap}
        td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
        td:last-child,th:last-child{padding-right:0}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
        td.n+td:not(.n),th.n+th:not(.n){padding-left:16px}
        tr.sum td{font-weight:650;border-bottom:0}
        .bar{display:block;height:3px;border-radius:2px;background:var(--accent);opacity:.55;margin-top:3px}
        .tag{display:inline-block;border:1px solid var(--line);border-radius:20px;padding:0 9px;font-size:12px;color:var(--dim);white-space:nowrap}
        .tag.bad{color:var(--bad);border-color:currentColor}
        .advice{border:1px solid var(--line);border-radius:10px;padding:14px 18px;margin:12px 0 0;break-inside:avoid}
        .advice .top{display:flex;justify-content:space-between;gap:20px;align-items:baseline}
        .advice .top b{font-size:16px}
        .advice .amount{font-weight:650;font-size:17px;white-space:nowrap;font-variant-numeric:tabular-nums}
        .advice ul{margin:8px 0 8px;padding-left:18px;color:var(--dim);font-size:14px}
        pre{background:var(--soft);border-radius:7px;padding:9px 12px;margin:4px 0 8px;font:12.5px/1.5 ui-monospace,"Cascadia Mono",Consolas,Menlo,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
        .lead{font-size:12.5px;color:var(--dim);margin:8px 0 0}
        footer{margin-top:48px;padding-top:14px;border-top:1px solid var(--line);color:var(--dim);font-size:12.5px}
        @media (max-width:720px){.figures,.two{grid-template-columns:1fr}main{padding:24px 16px}h1{font-size:22px}}
        @media print{:root{color-scheme:light;--bg:#fff;--ink:#000;--dim:#444;--line:#ccc;--soft:#f4f4f4}body{font-size:11pt}main{max-width:none;padding:0}h2{break-after:avoid}table,figure,.figure,li{break-inside:avoid}.bar,.legend i,svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}
