import Trust

/// A document that is not the result of a scan in any form that is read, with the place.
struct ScanFault: Error, Sendable, Hashable {
    let message: String
    /// RFC 6901; empty for the document.
    let pointer: String

    init(_ message: String, at value: JSONValue? = nil) {
        self.message = message
        pointer = value?.pointer ?? ""
    }

    var text: String { pointer.isEmpty ? message : "\(pointer): \(message)" }
}

/// One object of a scanner's output. Absent and `null` are one thing, as Go's writers make no difference; a value of the
/// wrong type is a fault, never absence: a finding must not vanish because it is written differently.
struct ScanFields {
    let value: JSONValue

    init(_ value: JSONValue) throws(ScanFault) {
        guard value.kind == .object else { throw ScanFault("must be an object", at: value) }
        self.value = value
    }

    func optional(_ name: String) -> JSONValue? { value[name].flatMap { $0.isNull ? nil : $0 } }

    func text(_ name: String) throws(ScanFault) -> String? {
        guard let field = optional(name) else { return nil }
        guard let text = field.string else { throw ScanFault("must be a string", at: field) }
        return text
    }

    /// The first of several members that is there.
    func firstText(_ names: String...) throws(ScanFault) -> String? {
        for name in names { if let text = try text(name) { return text } }
        return nil
    }

    /// The first of several members that is there.
    func firstInstant(_ names: String...) throws(ScanFault) -> Instant? {
        for name in names { if let instant = try instant(name) { return instant } }
        return nil
    }

    /// A string that must be there and say something.
    func requiredText(_ name: String) throws(ScanFault) -> String {
        guard let text = try text(name), !text.isEmpty else { throw ScanFault("`\(name)` is missing", at: value) }
        return text
    }

    func object(_ name: String) throws(ScanFault) -> ScanFields? {
        guard let field = optional(name) else { return nil }
        return try ScanFields(field)
    }

    /// Nil when absent: an empty list says something, its absence does not.
    func list(_ name: String) throws(ScanFault) -> [JSONValue]? {
        guard let field = optional(name) else { return nil }
        guard field.kind == .array else { throw ScanFault("must be a list", at: field) }
        return field.elements
    }

    func objects(_ name: String) throws(ScanFault) -> [ScanFields] {
        var objects: [ScanFields] = []
        for element in try list(name) ?? [] { objects.append(try ScanFields(element)) }
        return objects
    }

    func texts(_ name: String) throws(ScanFault) -> [String] {
        var texts: [String] = []
        for element in try list(name) ?? [] {
            guard let text = element.string else { throw ScanFault("must be a string", at: element) }
            texts.append(text)
        }
        return texts
    }

    /// A number from 0 to 10.
    func score(_ name: String) throws(ScanFault) -> Double? {
        guard let field = optional(name) else { return nil }
        guard let score = field.double, (0...10).contains(score) else {
            throw ScanFault("must be a number from 0 to 10", at: field)
        }
        return score
    }

    /// Nil when absent or empty.
    func instant(_ name: String) throws(ScanFault) -> Instant? {
        guard let field = optional(name), let text = try text(name), !text.isEmpty else { return nil }
        guard let instant = Instant(rfc3339OfAnyOffset: text) else {
            throw ScanFault("`\(Excerpt.of(text))` is not an RFC 3339 instant", at: field)
        }
        return instant
    }

    func packageURL(_ name: String) throws(ScanFault) -> PackageURL? {
        // One that cannot be read only means that no VEX statement can be about it.
        (try text(name)).flatMap { PackageURL($0) }
    }
}

extension Digest {
    /// Out of `sha256:…`, or of the end of `acme/web@sha256:…`.
    static func named(in text: String) -> Digest? {
        Digest(String(text.split(separator: "@").last ?? ""))
    }
}
