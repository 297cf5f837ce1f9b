/// How much evidence a signature must bring beside its certificate. Numbers count distinct logs and authorities, those
/// of one operator once. Less than the default has to be asked for by name: a trusted root without logs must not make
/// the question go away.
public struct SigstoreRequirement: Sendable, Hashable {
    /// Rekor logs with an entry about the signature.
    public let logEntries: Int
    /// Certificate logs that promised to publish the certificate.
    public let certificateLogs: Int
    /// Timestamp authorities; an instant from somewhere is always required.
    public let timestamps: Int

    public init(logEntries: Int = 1, certificateLogs: Int = 1, timestamps: Int = 0) {
        self.logEntries = logEntries
        self.certificateLogs = certificateLogs
        self.timestamps = timestamps
    }
}
