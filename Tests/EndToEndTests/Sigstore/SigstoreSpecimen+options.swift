import AirworthyTesting

extension SigstoreSpecimen {
    /// Who must have signed it, as cosign calls the options and we do.
    ///
    /// - Parameter subject: somebody else than it was.
    func identityOptions(subject: String? = nil) -> [String] {
        ["--certificate-identity", subject ?? expectedSubject, "--certificate-oidc-issuer", expectedIssuer]
    }
}
