using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Observability.Functions.Host.Rpc;

namespace Observability.Functions.Host;

/// <summary>The side of the functions host in the contract with one worker: it asks what functions there are, loads them, invokes them and hears their log.</summary>
internal sealed class FunctionHost : FunctionRpc.FunctionRpcBase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _asked = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> _invoked = new();
    private readonly Channel<StreamingMessage> _out = Channel.CreateUnbounded<StreamingMessage>();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Dictionary<string, RpcFunctionMetadata> Functions { get; } = [];

    public ConcurrentQueue<RpcLog> Log { get; } = [];

    /// <summary>Where the worker takes forwarded requests.</summary>
    public Uri? Http { get; private set; }

    /// <summary>From the first message of the worker to all functions loaded.</summary>
    public async Task LoadAsync(string folder, CancellationToken cancel)
    {
        await _started.Task.WaitAsync(Patience, cancel);
        WorkerInitResponse init = (await AskAsync(new() { WorkerInitRequest = new() { HostVersion = "4.1052.200", WorkerDirectory = folder, FunctionAppDirectory = folder } }, cancel)).WorkerInitResponse;
        Check(init.Result);
        Http = init.Capabilities.TryGetValue("HttpUri", out string? http) ? new Uri(http) : null;
        FunctionMetadataResponse found = (await AskAsync(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folder } }, cancel)).FunctionMetadataResponse;
        Check(found.Result);
        foreach (RpcFunctionMetadata function in found.FunctionMetadataResults)
        {
            // The worker tells bindings as JSON; a host makes messages of them.
            foreach (JsonElement binding in function.RawBindings.Select(raw => JsonDocument.Parse(raw).RootElement))
            {
                function.Bindings[binding.GetProperty("name").GetString()!] = new() { Type = binding.GetProperty("type").GetString()!, Direction = BindingInfo.Types.Direction.In };
            }

            Check((await AskAsync(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } }, cancel)).FunctionLoadResponse.Result);
            Functions[function.Name] = function;
        }
    }

    /// <summary>One call of a function; it may be cancelled by its id.</summary>
    public Task<InvocationResponse> InvokeAsync(string function, string input, TypedData data, IReadOnlyDictionary<string, TypedData>? about = null, string? id = null)
    {
        id ??= Ids.Next().ToString();
        InvocationRequest request = new() { InvocationId = id, FunctionId = Functions[function].FunctionId, TraceContext = new() { TraceParent = $"00-{Ids.Next():N}-00f067aa0ba902b7-01" } };
        request.InputData.Add(new ParameterBinding { Name = input, Data = data });
        foreach ((string name, TypedData value) in about ?? new Dictionary<string, TypedData>())
        {
            request.TriggerMetadata[name] = value;
        }

        TaskCompletionSource<InvocationResponse> answer = _invoked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new() { InvocationRequest = request });
        return answer.Task.WaitAsync(Patience);
    }

    public void Cancel(string id) => Send(new() { InvocationCancel = new() { InvocationId = id } });

    public void Terminate() => Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)) } });

    public override async Task EventStream(IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        Task writing = WriteAsync(responseStream, context.CancellationToken);
        try
        {
            await foreach (StreamingMessage message in requestStream.ReadAllAsync(context.CancellationToken))
            {
                Take(message);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The worker ended, or was killed.
        }

        _out.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> to, CancellationToken cancel)
    {
        try
        {
            await foreach (StreamingMessage message in _out.Reader.ReadAllAsync(cancel))
            {
                await to.WriteAsync(message, cancel);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // Nobody reads any more.
        }
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                _started.TrySetResult();
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Log.Enqueue(message.RpcLog);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse when _invoked.TryRemove(message.InvocationResponse.InvocationId, out var invoked):
                invoked.TrySetResult(message.InvocationResponse);
                break;
            default:
                if (_asked.TryRemove(message.RequestId, out var asked))
                {
                    asked.TrySetResult(message);
                }

                break;
        }
    }

    private Task<StreamingMessage> AskAsync(StreamingMessage message, CancellationToken cancel)
    {
        message.RequestId = Ids.Next().ToString();
        TaskCompletionSource<StreamingMessage> answer = _asked[message.RequestId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(message);
        return answer.Task.WaitAsync(Patience, cancel);
    }

    private void Send(StreamingMessage message) => _out.Writer.TryWrite(message);

    private static void Check(StatusResult result) => Assert.True(result.Status == StatusResult.Types.Status.Success, result.Exception?.Message);
}
