using Observability.Emulators;

[assembly: AssemblyFixture(typeof(Azurite))]
