/// One name a certificate speaks for, RFC 5280 section 4.2.1.6.
public enum SubjectAlternativeName: Sendable, Hashable {
    case dns(String)
    case email(String)
    case uri(String)
    /// Four or sixteen bytes, in network order.
    case address([UInt8])
    /// A distinguished name, as RFC 2253 text.
    case directory(String)
    /// Any other form, by its name or object identifier: seen, not understood, and never matched.
    case other(String)
}

extension SubjectAlternativeName: CustomStringConvertible {
    public var description: String {
        switch self {
        case .dns(let name): "DNS:\(name)"
        case .email(let address): "email:\(address)"
        case .uri(let uri): "URI:\(uri)"
        case .address(let bytes) where bytes.count == 4: "IP:" + bytes.map { String($0) }.joined(separator: ".")
        case .address(let bytes): "IP:" + Hex.encode(bytes)
        case .directory(let name): "directory:\(name)"
        case .other(let form): "other:\(form)"
        }
    }
}
