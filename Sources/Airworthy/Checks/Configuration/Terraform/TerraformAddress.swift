/// Addresses of resource instances, and the one wildcard a declaration may use.
enum TerraformAddress {
    /// Whether `pattern` names `address`, `[*]` standing for one index (`[0]`, `["eu"]`). Byte by byte.
    static func matches(_ pattern: String, _ address: String) -> Bool {
        matches(Array(pattern.utf8)[...], Array(address.utf8)[...])
    }

    private static let wildcard = Array("[*]".utf8)

    private static func matches(_ pattern: ArraySlice<UInt8>, _ address: ArraySlice<UInt8>) -> Bool {
        var pattern = pattern
        var address = address
        while let byte = pattern.first {
            if pattern.starts(with: wildcard) {
                guard let rest = afterIndex(address) else { return false }
                pattern = pattern.dropFirst(wildcard.count)
                address = rest
            } else {
                guard address.first == byte else { return false }
                pattern = pattern.dropFirst()
                address = address.dropFirst()
            }
        }
        return address.isEmpty
    }

    // A key in quotes may hold brackets of its own.
    private static func afterIndex(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard address.first == UInt8(ascii: "[") else { return nil }
        var rest = address.dropFirst()
        let isQuoted = rest.first == UInt8(ascii: "\"")
        if isQuoted { rest = rest.dropFirst() }
        let end = isQuoted ? UInt8(ascii: "\"") : UInt8(ascii: "]")
        while let byte = rest.first, byte != end {
            rest = rest.dropFirst(isQuoted && byte == UInt8(ascii: "\\") ? 2 : 1)
        }
        guard !rest.isEmpty else { return nil }
        if isQuoted {
            rest = rest.dropFirst()
            guard rest.first == UInt8(ascii: "]") else { return nil }
        }
        return rest.dropFirst()
    }
}
