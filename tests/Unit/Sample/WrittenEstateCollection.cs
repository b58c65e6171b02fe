namespace Observability.Unit.Sample;

/// <summary>The estate is written once for all classes that look at it.</summary>
[CollectionDefinition("written estate")]
public sealed class WrittenEstateCollection : ICollectionFixture<WrittenEstate>;
