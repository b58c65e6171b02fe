using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Observability.App.Hosting;

/// <summary>A storage account: by connection string (an emulator, a laptop), or by addresses that the identity of the app may use. Nothing is asked before first use.</summary>
public abstract record StorageAccount
{
    private StorageAccount()
    {
    }

    public abstract TableServiceClient Tables(TokenCredential credential);

    public abstract QueueClient Queue(string name, TokenCredential credential);

    /// <summary>A container, of this account or another.</summary>
    public virtual BlobContainerClient Container(Uri address, TokenCredential credential) => new(address, credential);

    public sealed record ByConnection(string Text) : StorageAccount
    {
        public override TableServiceClient Tables(TokenCredential credential) => new(Text);

        public override QueueClient Queue(string name, TokenCredential credential) => new(Text, name);

        public override BlobContainerClient Container(Uri address, TokenCredential credential)
        {
            BlobServiceClient service = new(Text);
            string account = service.Uri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/";
            string path = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
            return path.StartsWith(account, StringComparison.OrdinalIgnoreCase) ? service.GetBlobContainerClient(path[account.Length..]) : base.Container(address, credential);
        }

        /// <summary>Without the key.</summary>
        public override string ToString() => "a connection string";
    }

    public sealed record ByIdentity(Uri TablesAt, Uri QueuesAt, Uri BlobsAt) : StorageAccount
    {
        /// <summary>The addresses that an account has in the public cloud.</summary>
        public static ByIdentity Named(string account) =>
            new(new($"https://{account}.table.core.windows.net"), new($"https://{account}.queue.core.windows.net"), new($"https://{account}.blob.core.windows.net"));

        public override TableServiceClient Tables(TokenCredential credential) => new(TablesAt, credential);

        public override QueueClient Queue(string name, TokenCredential credential) => new(new Uri(QueuesAt, name), credential);
    }
}
