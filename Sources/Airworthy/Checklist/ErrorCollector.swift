import Trust

/// Gathers the errors of independent parts of a file, so that one reading reports them all.
struct ErrorCollector {
    private(set) var diagnostics: [Diagnostic] = []

    /// The value, or nil with the errors kept.
    mutating func attempt<Value>(_ body: () throws(InputError) -> Value) -> Value? {
        do {
            return try body()
        } catch {
            diagnostics += error.diagnostics.array
            return nil
        }
    }

    /// The elements of a list that are right; none for a key that is not there.
    mutating func elements<Part>(
        _ key: String, of fields: inout FieldReader, _ load: (YAMLNode) throws(InputError) -> Part
    ) -> [Part] {
        let elements = attempt { () throws(InputError) in try fields.optionalList(key) ?? [] } ?? []
        return elements.compactMap { element in attempt { () throws(InputError) in try load(element) } }
    }

    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
    }

    func throwIfAny() throws(InputError) {
        if let errors = NonEmpty(diagnostics) { throw InputError(errors) }
    }
}
