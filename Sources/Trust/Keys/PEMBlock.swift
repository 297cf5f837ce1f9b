/// One `-----BEGIN …-----` block.
public struct PEMBlock: Sendable, Hashable {
    /// What the block claims to hold, such as `PUBLIC KEY`. A claim only.
    public let label: String
    /// RFC 1421 headers, such as `DEK-Info`; empty in everything written since.
    public let headers: [String: String]
    public let der: [UInt8]

    public init(label: String, headers: [String: String] = [:], der: [UInt8]) {
        self.label = label
        self.headers = headers
        self.der = der
    }
}
