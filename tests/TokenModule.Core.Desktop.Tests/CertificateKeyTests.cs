using TokenModule.ServiceKeys;

namespace TokenModule;

public sealed class CertificateKeyTests
{
    [Fact]
    public void Key_with_a_certificate_is_rejected_with_advice_on_both_alternatives()
    {
        ServiceKeyException error = Assert.Throws<ServiceKeyException>(() => TestServiceKeys.Read(TestCertificates.Issue().ToKeyJson()));

        Assert.Equal(Failure.CertificateInvalid, error.Failure);
        Assert.Contains(
            "Use PowerShell 7, or import the certificate to a certificate store and pass its thumbprint with -Certificate.",
            error.Message,
            StringComparison.Ordinal);
    }
}
