using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class CertificateKeyTests
{
    [Fact]
    public void A_key_with_a_certificate_is_refused_with_the_two_ways_out()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => Keys.Read(TestCertificates.Issue().ToKeyJson()));

        Assert.Equal(Failure.CertificateInvalid, error.Failure);
        Assert.Contains("Use PowerShell 7, or import the certificate to a store and pass it with -TokenUrl, -ClientId and -Certificate.", error.Message, StringComparison.Ordinal);
    }
}
