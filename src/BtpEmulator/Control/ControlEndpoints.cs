using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BtpEmulator.Faults;
using BtpEmulator.Recording;

namespace BtpEmulator.Control;

/// <summary>Provides the recorded requests, faults and settings over HTTP, for tests in other processes.</summary>
internal sealed class ControlEndpoints(Landscape landscape, RequestLog requests, FaultPlan faults, Action reset)
{
    public const string Prefix = "/_emulator";

    // With a misspelled member that is ignored, a test could pass for the wrong reason.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new SecondsConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder control = routes.MapGroup(Prefix);
        control.MapGet("/requests", () => Results.Json(requests.All.Select(Describe)));
        control.MapGet("/requests/count", (string? method, string? path) =>
            Results.Json(
                new { count = requests.Count(method, path ?? "/"), connections = requests.Connections, forgotten = requests.Forgotten }));
        control.MapDelete("/requests", () => RunAction(requests.Clear));
        control.MapGet("/faults", () => Results.Json(faults.Pending, Json));
        control.MapPost("/faults", (HttpRequest request) => AddFaultsAsync(request));
        control.MapDelete("/faults", () => RunAction(faults.Clear));
        control.MapPost("/reset", () => RunAction(reset));
        control.MapGet("/settings", () => Results.Json(landscape.Settings, Json));
        control.MapPut("/settings", (HttpRequest request) => ChangeSettingsAsync(request));
    }

    private static object Describe(RecordedRequest request) => new
    {
        request.Method,
        request.Path,
        request.Query,
        request.Headers,
        Body = request.BodyText,
        request.Connection,
        request.Time,
        request.RawTarget,
    };

    private static IResult RunAction(Action action)
    {
        action();
        return Results.NoContent();
    }

    private async Task<IResult> AddFaultsAsync(HttpRequest request)
    {
        try
        {
            JsonNode? received = await JsonNode.ParseAsync(request.Body);
            faults.Add(received is JsonArray ? received.Deserialize<Fault[]>(Json)! : [received.Deserialize<Fault>(Json)!]);
            return Results.NoContent();
        }
        catch (JsonException failure)
        {
            return Results.BadRequest(failure.Message);
        }
    }

    private async Task<IResult> ChangeSettingsAsync(HttpRequest request)
    {
        try
        {
            foreach ((string name, JsonNode? value) in (await JsonNode.ParseAsync(request.Body))?.AsObject() ?? [])
            {
                PropertyInfo? setting = typeof(EmulatorSettings)
                    .GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
                if (setting is null) return Results.BadRequest($"No setting is named '{name}'.");
                setting.SetValue(landscape.Settings, value.Deserialize(setting.PropertyType, Json));
            }

            return Results.Json(landscape.Settings, Json);
        }
        catch (JsonException failure)
        {
            return Results.BadRequest(failure.Message);
        }
        catch (InvalidOperationException failure)
        {
            return Results.BadRequest(failure.Message);
        }
    }
}
