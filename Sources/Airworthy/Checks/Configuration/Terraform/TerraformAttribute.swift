import Trust

/// One place of an object whose value changes.
struct TerraformAttribute: Sendable {
    /// RFC 6901, below the object; empty for the whole of it.
    let path: String
    let before: DocumentValue?
    /// Nil when absent, and when it is not known before the apply.
    let after: DocumentValue?
    let isUnknown: Bool
    /// The values are not to be shown.
    let isSensitive: Bool

    var shown: String {
        let name = path.isEmpty ? "" : " `\(Excerpt.of(path, limit: 200))`"
        if isSensitive { return "\(name) (masked)" }
        let former = before?.shown ?? "nothing"
        let next = isUnknown ? "what is known after the apply" : after?.shown ?? "nothing"
        return "\(name) from \(former) to \(next)"
    }
}
