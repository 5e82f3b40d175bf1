using System.Globalization;

namespace BtpEmulator.Services;

/// <summary>The fields that Document Information Extraction can extract, and their values in every document.</summary>
internal static class DocumentFields
{
    private static readonly string[] DocumentTypes = ["invoice", "paymentAdvice", "purchaseOrder"];

    public static object DescribeCapabilities() => new
    {
        documentTypes = DocumentTypes,
        extraction = new
        {
            headerFields = new[]
            {
                DescribeCapability("documentNumber", "document", "string"),
                DescribeCapability("grossAmount", "amounts", "number"),
                DescribeCapability("documentDate", "document", "date"),
            },
            lineItemFields = new[]
            {
                DescribeCapability("description", "details", "string"),
                DescribeCapability("quantity", "details", "number"),
            },
        },
    };

    public static object CreateExtraction() => new
    {
        headerFields = new[]
        {
            DescribeField("documentNumber", "document", "string", "INV-4711", 0.97),
            DescribeField("grossAmount", "amounts", "number", 142.8, 0.93),
            DescribeField("documentDate", "document", "date", "2024-05-06", 0.95),
        },
        lineItems = new[]
        {
            new[]
            {
                DescribeField("description", "details", "string", "Consulting", 0.9),
                DescribeField("quantity", "details", "number", 1.5, 0.88),
            },
        },
    };

    private static object DescribeCapability(string name, string category, string type) =>
        new { name, category, type, supportedDocumentTypes = DocumentTypes };

    private static object DescribeField(string name, string category, string type, object value, double confidence) => new
    {
        name,
        category,
        type,
        value,
        rawValue = Convert.ToString(value, CultureInfo.InvariantCulture),
        confidence,
        page = 1,
        coordinates = new { x = 0.1, y = 0.2, w = 0.3, h = 0.02 },
    };
}
