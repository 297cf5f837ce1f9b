/// What a name in a certificate must be: that text exactly, or one that a pattern stands for. Always the whole of it.
public enum IdentityPattern: Sendable, Hashable {
    case exactly(String)
    case glob(Glob)
    case pattern(LinearPattern)

    /// Text with a `*` is a ``Glob``, any other is meant to the letter.
    ///
    /// Throws `identity-empty` and what ``Glob`` throws.
    public init(_ text: String) throws(Diagnostic) {
        guard !text.isEmpty else {
            throw Diagnostic(
                "identity-empty", "an empty matcher would match a certificate that says nothing",
                remedy: "Write what the certificate must say.")
        }
        self = text.contains("*") ? .glob(try Glob(text)) : .exactly(text)
    }

    public func matches(_ text: String) -> Bool {
        switch self {
        case .exactly(let wanted): wanted.isExactly(text)
        case .glob(let glob): glob.matches(text)
        case .pattern(let pattern): pattern.matches(text)
        }
    }
}

extension IdentityPattern: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exactly(let text): text
        case .glob(let glob): glob.pattern
        case .pattern(let pattern): "/\(pattern)/"
        }
    }
}
