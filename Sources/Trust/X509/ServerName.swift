/// What a client calls a server, and whether a certificate is for it (RFC 9525, section 6). Common names do not count:
/// no browser and no Go program has looked at them for years.
public enum ServerName: Sendable, Hashable {
    /// Lower case, without a final dot.
    case dns(String)
    /// 4 or 16 bytes.
    case address([UInt8])

    /// Nil for anything that is neither a host name in ASCII nor an address without brackets.
    public init?(_ text: String) {
        if let address = Self.ipv4(text) ?? Self.ipv6(text) {
            self = .address(address)
            return
        }
        let name = text.hasSuffix(".") ? String(text.dropLast()) : text
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy(Self.isLabel),
            // A last label of digits is an address somebody has mistyped.
            labels.last?.allSatisfy(\.isNumber) == false
        else { return nil }
        self = .dns(name.lowercased())
    }

    /// Whether one of the certificate's alternative names is this one. A wildcard stands for one whole label, the
    /// first.
    public func isName(of certificate: Certificate) -> Bool {
        certificate.subjectAlternativeNames.contains { name in
            switch (self, name) {
            case (.address(let wanted), .address(let found)): wanted == found
            case (.dns(let wanted), .dns(let found)): Self.matches(wanted, found.lowercased())
            default: false
            }
        }
    }

    private static func matches(_ wanted: String, _ pattern: String) -> Bool {
        guard pattern.hasPrefix("*.") else { return wanted == pattern }
        let rest = pattern.dropFirst(1)
        // `*.com` would be everybody's.
        guard rest.dropFirst().contains("."), !rest.contains("*"), wanted.hasSuffix(rest) else { return false }
        let label = wanted.dropLast(rest.count)
        return !label.isEmpty && !label.contains(".")
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func ipv4(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part in part.first == "0" && part.count > 1 ? nil : UInt8(part) }
        return bytes.count == 4 ? bytes : nil
    }

    /// RFC 4291, section 2.2, without a zone.
    private static func ipv6(_ text: String) -> [UInt8]? {
        guard text.contains(":"), !text.contains(":::") else { return nil }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        var groups: [[UInt16]] = []
        for half in halves {
            guard let found = Self.groups(half) else { return nil }
            groups.append(found)
        }
        let count = groups.joined().count
        guard halves.count == 2 ? count < 8 : count == 8 else { return nil }
        let zeros = [UInt16](repeating: 0, count: 8 - count)
        let whole = halves.count == 2 ? groups[0] + zeros + groups[1] : groups[0]
        return whole.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    }

    private static func groups(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var tail: [UInt16] = []
        if let last = parts.last, last.contains(".") {
            guard let bytes = ipv4(String(last)) else { return nil }
            parts.removeLast()
            tail = [UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3])]
        }
        let groups = parts.compactMap { (1...4).contains($0.count) ? UInt16($0, radix: 16) : nil }
        return groups.count == parts.count ? groups + tail : nil
    }
}

extension Certificate {
    /// Whether the certificate may be a server's: its extended key usage, if it has one, says so (RFC 5280, 4.2.1.12).
    public var isForServers: Bool {
        guard let purpose = try? CertificatePurpose(fields) else { return false }
        return purpose.permitsIssuing(CertificatePurpose.serverAuthentication)
    }
}

extension ServerName: CustomStringConvertible {
    public var description: String {
        switch self {
        case .dns(let name): name
        case .address(let bytes) where bytes.count == 4: bytes.map(String.init).joined(separator: ".")
        case .address(let bytes):
            stride(from: 0, to: bytes.count, by: 2).map { index in
                String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
            }.joined(separator: ":")
        }
    }
}
