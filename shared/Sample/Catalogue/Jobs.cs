using Observability.Sample.Calendars;

namespace Observability.Sample.Catalogue;

/// <summary>What runs, in the order of the lineage: nothing reads what a later row writes.</summary>
internal static class Jobs
{
    // platform name | team | cadence | minutes | rows | bytes a row | USD an hour | shape | inputs | outputs [| retries=, growth=]
    // Inputs: plain runs on old data, ? writes nothing without it, ! fails without it.
    private const string Table = """
        cron export_stock.sh|platform|1h@3|2.4|18000|64|0.03|Shop||land:legacy/stock
        cron rotate_ftp.sh|platform|d@00:40|1.1|240|900|0.03|Flat||
        cron backup_metadata.sh|platform|d@23:20/NewYork|14|52000|410|0.05|Flat||
        adf pl_copy_erp_orders|commerce|1h@5|4.2|61000|182|1.9|Shop|erp:orders,erp:order_lines,erp:order_status|b:orders,b:order_lines,b:order_status|retries=1
        adf pl_copy_erp_stock|commerce|1h@12|3.1|24000|96|1.6|Shop|erp:stock_levels,?land:legacy/stock|b:stock,b:stock_moves|retries=1
        adf pl_copy_crm|marketing|1h@25|5.5|9200|640|1.6|Office|crm:Account,crm:Contact,crm:Opportunity|b:crm_accounts,b:crm_contacts,b:crm_opportunities|retries=1
        adf pl_copy_erp_finance|finance|d@01:10/Berlin|24|740000|210|3.1|Books|erp:gl_entries,erp:invoices,erp:vendor_payments|b:gl_entries,b:invoices,b:vendor_payments|retries=1
        adf pl_copy_hr|platform|d@02:35/Berlin|6.5|12800|530|1.6|Flat|erp:employees,erp:cost_centres|b:employees,b:cost_centres
        adf pl_partner_acme|commerce|d@06:20|7.8|158000|240|1.6|Shop|?land:acme/orders,?land:acme/returns|b:acme_orders,b:acme_returns
        adf pl_partner_globex|commerce|6h@55|5.1|44000|130|1.6|Flat|?land:globex/prices|b:globex_prices
        adf pl_bank_statements|finance|wd@05:03/Berlin|4.4|21000|380|1.6|Books|!land:bank/statements|b:bank_statements
        adf pl_payments|finance|1h@35|2.9|14500|260|1.6|Shop|?land:initech/payments|b:card_payments|retries=1
        adf pl_shipments|platform|1h@50|3.6|11200|310|1.6|Office|?land:umbrella/shipments|b:shipments,b:parcels
        adf pl_fx_rates|finance|1h@8|1.4|170|96|1.6|Flat|?land:fx/rates|b:fx_rates
        syn sp_clickstream|platform|15m|3.3|410000|220|2.4|Shop|hub:clickstream|b:clickstream
        syn sp_order_events|commerce|15m|2.1|38000|310|1.8|Shop|hub:order-events|b:order_events
        dbx silver_orders|commerce|1h@18|8.6|97000|205|5.2|Shop|!b:orders,!b:order_lines,b:order_events,b:order_status|s:orders,s:order_lines,s:order_events|retries=1
        dbx silver_sessions|marketing|1h@40|11.5|1450000|180|6.8|Shop|b:clickstream|s:sessions,s:page_views|retries=1 growth=0.006
        dbx silver_stock|commerce|6h@32|14|139000|110|4.4|Shop|!b:stock,b:stock_moves,b:shipments|s:stock,s:shipments
        dbx silver_customers|marketing|6h@44|17|66000|520|4.4|Office|!b:crm_accounts,b:crm_contacts,b:crm_opportunities|s:customers,s:contacts,s:opportunities|retries=1
        dbx silver_pricing|commerce|6h@14|9.5|52000|120|4.4|Flat|!b:globex_prices,b:fx_rates|s:prices
        dbx silver_partner_orders|commerce|d@06:47|13|151000|230|4.4|Shop|!b:acme_orders,b:acme_returns|s:partner_orders,s:partner_returns
        fin silver_finance|finance|d@02:05/Berlin|31|735000|190|4.9|Books|!b:gl_entries,!b:invoices,b:vendor_payments,b:cost_centres,b:employees|s:gl_entries,s:invoices,s:vendor_payments,s:employees
        fin silver_cash|finance|wd@05:40/Berlin|12|34000|290|4.9|Books|!b:bank_statements,b:card_payments,b:fx_rates|s:bank_transactions,s:card_payments
        air catalog_refresh.load_catalog|commerce|d@04:35/Berlin|9|88000|740|0.16|Flat|!land:globex/catalog|b:catalog|retries=1
        air catalog_refresh.enrich_catalog|commerce|d@04:35/Berlin|18|87500|910|0.22|Flat|b:catalog|s:products,s:product_images|retries=1
        air catalog_refresh.index_catalog|commerce|d@04:35/Berlin|7|87500|300|0.16|Flat|s:products|g:product_search
        air commerce_returns.extract_refunds|commerce|d@03:15/Berlin|8|9400|330|0.16|Shop|erp:refunds|b:refunds|retries=1
        air commerce_returns.match_returns|commerce|d@03:15/Berlin|21|9350|360|0.22|Shop|b:refunds,s:orders|s:returns|retries=1
        air commerce_returns.score_returns|commerce|d@03:15/Berlin|12|9350|120|0.22|Shop|s:returns|g:return_rates
        air marketing_attribution.load_ads|marketing|d@07:30/NewYork|16|2300000|140|0.22|Shop|?land:adnet/impressions,?land:adnet/clicks|b:ad_impressions,b:ad_clicks|retries=1
        air marketing_attribution.load_email|marketing|d@07:30/NewYork|6|310000|150|0.16|Shop|land:mailer/sends|b:email_sends|retries=1
        air marketing_attribution.attribute|marketing|d@07:30/NewYork|34|1200000|88|0.3|Shop|b:ad_impressions,b:ad_clicks,b:email_sends,s:sessions|g:attribution,g:campaign_cost
        dbxa gold_sales|commerce|d@03:40/Berlin|26|420000|160|9.6|Shop|!s:orders,s:order_lines,s:customers,s:prices|g:sales_daily,g:sales_by_customer,g:margin|retries=1
        dbxa gold_inventory|commerce|d@04:20/Berlin|19|260000|120|7.2|Shop|!s:stock,s:shipments|g:inventory,g:stockouts
        dbxa gold_customer_360|marketing|d@05:35/Berlin|42|380000|610|9.6|Shop|s:customers,s:sessions,s:orders,s:contacts|g:customer_360,g:customer_value
        fin gold_finance|finance|d@04:50/Berlin|28|510000|170|4.9|Books|!s:gl_entries,!s:invoices,s:bank_transactions,s:vendor_payments|g:ledger,g:receivables,g:payables
        dbxa gold_web|marketing|d@02:25|33|890000|90|9.6|Shop|!s:sessions,s:page_views|g:web_traffic,g:funnel,g:conversion
        dbxa gold_partners|commerce|d@07:22|11|64000|140|7.2|Shop|!s:partner_orders,s:partner_returns|g:partner_sales
        dbxa demand_forecast|commerce|d@06:15/Berlin|54|74000|75|14.4|Flat|g:sales_daily,g:inventory,land:weather/forecast|g:demand_forecast
        dbxa reorder_proposals|commerce|d@07:48/Berlin|9|8200|190|7.2|Flat|!g:demand_forecast,g:stockouts|g:reorder_proposals
        dbt shop.build|platform|d@08:10/Berlin|22|1350000|110|11.5|Shop|g:sales_daily,g:sales_by_customer,g:margin,g:inventory,g:customer_360,g:ledger,g:receivables,g:funnel,g:return_rates,s:products,s:employees|m:dim_customers,m:dim_products,m:fct_orders,m:fct_sales,m:fct_inventory,m:fct_returns,m:fct_ledger,m:fct_receivables,m:fct_funnel,m:rpt_daily
        pub pl_refresh_sales|commerce|d@09:05/Berlin|6|96000|60|1.3|Shop|m:fct_sales,m:dim_customers,m:dim_products,g:partner_sales|p:Sales,p:Partners
        pub pl_refresh_finance|finance|d@09:12/Berlin|8|120000|60|1.3|Books|m:fct_ledger,m:fct_receivables,g:payables|p:Finance,p:Receivables
        pub pl_refresh_supply|commerce|d@09:25/Berlin|5|58000|60|1.3|Shop|m:fct_inventory,g:reorder_proposals,g:demand_forecast|p:Inventory,p:Demand
        pub pl_refresh_marketing|marketing|d@09:40/NewYork|7|84000|60|1.3|Shop|g:attribution,g:campaign_cost,m:fct_funnel,g:web_traffic|p:Marketing,p:Web
        dbxa weekly_churn_model|marketing|w0@05:10|95|380000|40|14.4|Flat|g:customer_360,g:customer_value|g:churn_scores
        dbxa weekly_supplier_scorecard|finance|w1@06:30/Berlin|22|4100|150|7.2|Flat|g:payables,s:shipments|g:supplier_scorecard
        dbx weekly_table_maintenance|platform|w6@22:05|130|0|0|5.2|Flat||
        fin month_end_close|finance|me@22:30/Berlin|88|1400000|150|4.9|Flat|!g:ledger,g:receivables|g:month_close
        dev ml_backtest|marketing|d@20:15|75|250000|80|8.4|Flat|g:customer_360,s:sessions|
        dev sandbox_refresh|platform|d@21:40|38|600000|120|5.2|Flat|s:orders,s:customers|
        test pl_integration_tests|platform|wd@01:30|17|5200|140|2.1|Flat|b:orders|
        """;

    // dataset | cadence | rows | bytes a row | shape | seconds of spread
    private const string Partners = """
        land:acme/orders|d@05:12|126000|230|Shop|420
        land:acme/returns|d@05:40|31000|180|Shop|380
        land:globex/prices|6h@35|44000|125|Flat|150
        land:globex/catalog|d@03:20/Berlin|88000|720|Flat|300
        land:initech/payments|1h@22|14500|250|Shop|110
        land:umbrella/shipments|1h@41|11200|300|Office|95
        land:adnet/impressions|d@06:05/NewYork|2240000|130|Shop|600
        land:adnet/clicks|d@06:10/NewYork|61000|160|Shop|600
        land:mailer/sends|d@04:50/NewYork|310000|140|Shop|500
        land:fx/rates|1h@2|170|90|Flat|40
        land:weather/forecast|6h@50|7400|210|Flat|200
        land:bank/statements|wd@04:15/Berlin|21000|370|Books|240
        """;

    public static IReadOnlyList<Job> All { get; } = [.. Lines(Table).Select(Read)];

    public static IReadOnlyList<Arrival> Arrivals { get; } = [.. Lines(Partners).Select(ReadArrival)];

    public static Job Named(string name) => All.Single(j => j.Name == name);

    private static IEnumerable<string[]> Lines(string table) => table.Split('\n').Select(line => line.TrimEnd('\r').Split('|'));

    private static Job Read(string[] cell)
    {
        string[] title = cell[0].Split(' ');
        Dictionary<string, double> options = cell.Length < 11
            ? []
            : cell[10].Split(' ').Select(o => o.Split('=')).ToDictionary(o => o[0], o => double.Parse(o[1]));
        return new(
            Platforms.Named(title[0]), title[1], title[0] == "air" ? title[1].Split('.')[0] : "", cell[1], new Cadence(cell[2]),
            double.Parse(cell[3]), double.Parse(cell[4]), double.Parse(cell[5]), double.Parse(cell[6]), Enum.Parse<Shape>(cell[7]),
            [.. List(cell[8]).Select(ReadInput)], [.. List(cell[9]).Select(Dataset.Read)],
            (int)options.GetValueOrDefault("retries"), options.GetValueOrDefault("growth"));
    }

    private static Arrival ReadArrival(string[] cell) =>
        new(Dataset.Read(cell[0]), new Cadence(cell[1]), double.Parse(cell[2]), double.Parse(cell[3]), Enum.Parse<Shape>(cell[4]), double.Parse(cell[5]));

    private static string[] List(string cell) => cell.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Input ReadInput(string text) => text[0] switch
    {
        '?' => new(Dataset.Read(text[1..]), Need.Nothing),
        '!' => new(Dataset.Read(text[1..]), Need.Fails),
        _ => new(Dataset.Read(text), Need.Old),
    };
}
