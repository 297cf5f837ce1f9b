/// A JSON value that is already written, in canonical form. Only ``JSON/written(_:)`` makes one.
public struct CanonicalJSON: Sendable, Hashable {
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value as one that can be written in another form.
    var json: JSON {
        do throws(Diagnostic) {
            return try JSONDocument(bytes, name: "canonical", limits: JSONLimits(bytes: .max, nodes: .max)).root.json
        } catch {
            preconditionFailure("what was written is no JSON: \(error)")
        }
    }
}
