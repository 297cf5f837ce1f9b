/// What a server showed. It has proved that it holds the key of the first certificate.
public struct TLSHandshake: Sendable, Hashable {
    /// DER, in the order sent.
    public let certificates: [[UInt8]]
    /// `TLSv1.3`.
    public let version: String
    public let cipher: String
    /// The address that answered.
    public let address: String

    public init(certificates: [[UInt8]], version: String, cipher: String, address: String) {
        self.certificates = certificates
        self.version = version
        self.cipher = cipher
        self.address = address
    }
}
