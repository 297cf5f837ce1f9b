import Trust

/// Reads required members of a predicate; every absence is `malformed-run` with its place.
struct PredicateReader {
    private let value: JSONValue

    init(_ value: JSONValue) {
        self.value = value
    }

    func string(_ key: String) throws(Diagnostic) -> String {
        guard let text = value[key]?.string else { throw RunClaim.malformed(key, at: value.location) }
        return text
    }

    func integer(_ key: String) throws(Diagnostic) -> Int {
        guard let number = value[key]?.integer else { throw RunClaim.malformed(key, at: value.location) }
        return Int(number)
    }

    func object(_ key: String) throws(Diagnostic) -> PredicateReader {
        guard let object = value[key], object.kind == .object else {
            throw RunClaim.malformed(key, at: value.location)
        }
        return PredicateReader(object)
    }

    func choice<Choice: RawRepresentable>(_ key: String) throws(Diagnostic) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try string(key)) else {
            throw RunClaim.malformed(key, at: value.location)
        }
        return choice
    }

    func instant(_ key: String) throws(Diagnostic) -> Instant {
        guard let instant = Instant(rfc3339: try string(key)) else {
            throw RunClaim.malformed(key, at: value.location)
        }
        return instant
    }

    /// An in-toto DigestSet with a `sha256`.
    func digest(_ key: String) throws(Diagnostic) -> Digest {
        guard let digest = Digest("sha256:\(try object(key).string("sha256"))") else {
            throw RunClaim.malformed(key, at: value.location)
        }
        return digest
    }
}
