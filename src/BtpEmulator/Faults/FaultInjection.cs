using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BtpEmulator.Faults;

/// <summary>Applies the fault plan to requests.</summary>
internal sealed class FaultInjection(FaultPlan plan, CancellationToken stopping)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (plan.Take(context.Request.Method, context.Request.Path.Value ?? "/", context.Request.QueryString.Value ?? "") is not { } fault)
        {
            await next(context);
            return;
        }

        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds), ended.Token);
            await ApplyAsync(context, next, fault, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private static async Task ApplyAsync(HttpContext context, RequestDelegate next, Fault fault, CancellationToken cancellationToken)
    {
        if (fault.Abort) context.Abort();
        else if (fault.Raw is { } raw) await SendRawAsync(context, Encoding.Latin1.GetBytes(raw), fault.BytesPerSecond, cancellationToken);
        else if (fault.Status is not null || fault.Body is not null || fault.BodyBytes is not null)
            await RespondAsync(context, fault, cancellationToken);
        else if (fault.Truncate) await TruncateAsync(context, next, cancellationToken);
        else await next(context);
    }

    private static async Task RespondAsync(HttpContext context, Fault fault, CancellationToken cancellationToken)
    {
        HttpResponse response = context.Response;
        ReadOnlyMemory<byte> body = fault.BodyBytes ?? Encoding.UTF8.GetBytes(fault.Body ?? "");
        response.StatusCode = fault.Status ?? StatusCodes.Status200OK;
        if (!body.IsEmpty) response.ContentType = "application/json";
        foreach ((string name, string value) in fault.Headers) response.Headers[name] = value;
        if (response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified) return;

        response.ContentLength ??= body.Length;
        await SendAsync(fault.Truncate ? body[..(body.Length / 2)] : body, fault.BytesPerSecond, async part =>
        {
            await response.Body.WriteAsync(part, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }, cancellationToken);
        if (fault.Truncate) await ConnectionAbort.AbortAfterFlushAsync(context, cancellationToken);
    }

    private static async Task TruncateAsync(HttpContext context, RequestDelegate next, CancellationToken cancellationToken)
    {
        Stream wire = context.Response.Body;
        using MemoryStream response = new();
        context.Response.Body = response;
        await next(context);
        context.Response.Body = wire;
        context.Response.ContentLength = response.Length;
        await wire.WriteAsync(response.GetBuffer().AsMemory(0, (int)response.Length / 2), cancellationToken);
        await wire.FlushAsync(cancellationToken);
        await ConnectionAbort.AbortAfterFlushAsync(context, cancellationToken);
    }

    private static async Task SendRawAsync(
        HttpContext context, ReadOnlyMemory<byte> bytes, double? rate, CancellationToken cancellationToken)
    {
        // Writes to the transport directly, because Kestrel cannot send an invalid status line, a broken chunk or two lengths.
        PipeWriter output = context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await SendAsync(bytes, rate, async part => await output.WriteAsync(part, cancellationToken), cancellationToken);
        await ConnectionAbort.AbortAfterFlushAsync(context, cancellationToken);
    }

    private static async Task SendAsync(
        ReadOnlyMemory<byte> bytes, double? rate, Func<ReadOnlyMemory<byte>, Task> send, CancellationToken cancellationToken)
    {
        if (rate is not { } perSecond)
        {
            await send(bytes);
            return;
        }

        for (int sent = 0; sent < bytes.Length; sent++)
        {
            await send(bytes.Slice(sent, 1));
            await Task.Delay(TimeSpan.FromSeconds(1 / perSecond), cancellationToken);
        }
    }
}
