import Trust

/// The fields of one object of a manifest, index or descriptor. Absent and `null` are one thing, as image-spec's
/// writers make no difference; a wrong type is a defect, never absence.
struct ManifestFields {
    let value: JSONValue

    init(_ value: JSONValue) throws(ImageDefect) {
        guard value.kind == .object else { throw Self.wrongType(value, "an object") }
        self.value = value
    }

    var location: Location { value.location }

    func has(_ key: String) -> Bool { present(key) != nil }

    func optionalText(_ key: String) throws(ImageDefect) -> String? {
        guard let field = present(key) else { return nil }
        guard let text = field.string else { throw Self.wrongType(field, "a string") }
        return text
    }

    func text(_ key: String) throws(ImageDefect) -> String {
        guard let text = try optionalText(key) else { throw missing(key) }
        return text
    }

    func integer(_ key: String) throws(ImageDefect) -> Int64 {
        guard let field = present(key) else { throw missing(key) }
        guard let integer = field.integer else { throw Self.wrongType(field, "a whole number") }
        return integer
    }

    func optionalObject(_ key: String) throws(ImageDefect) -> ManifestFields? {
        guard let field = present(key) else { return nil }
        return try ManifestFields(field)
    }

    func optionalElements(_ key: String) throws(ImageDefect) -> [JSONValue]? {
        guard let field = present(key) else { return nil }
        guard field.kind == .array else { throw Self.wrongType(field, "an array") }
        return field.elements
    }

    func elements(_ key: String) throws(ImageDefect) -> [JSONValue] {
        guard let elements = try optionalElements(key) else { throw missing(key) }
        return elements
    }

    func texts(_ key: String) throws(ImageDefect) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, field) in try optionalObject(key)?.value.members ?? [] {
            guard let text = field.string else { throw Self.wrongType(field, "a string") }
            texts[name] = text
        }
        return texts
    }

    func descriptor(_ key: String) throws(ImageDefect) -> Descriptor? {
        guard let field = present(key) else { return nil }
        return try Descriptor(field)
    }

    /// No more than `limit` descriptors, counted before any is read.
    func descriptors(_ key: String, limit: Int, beyond code: ImageDefect.Code) throws(ImageDefect) -> [Descriptor] {
        let elements = try elements(key)
        guard elements.count <= limit else {
            throw ImageDefect(code, "`\(key)` lists \(elements.count), more than \(limit)", at: location)
        }
        return try elements.map { (element) throws(ImageDefect) in try Descriptor(element) }
    }

    static func wrongType(_ value: JSONValue, _ wanted: String) -> ImageDefect {
        ImageDefect(.malformedManifest, "`\(value.pointer)` must be \(wanted)", at: value.location)
    }

    private func missing(_ key: String) -> ImageDefect {
        ImageDefect(.malformedManifest, "`\(key)` is missing", at: location)
    }

    private func present(_ key: String) -> JSONValue? {
        guard let field = value[key], !field.isNull else { return nil }
        return field
    }
}
