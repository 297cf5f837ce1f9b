/// Nothing was believed, and every reason why: one for each candidate looked at, then what follows from them.
public struct VerificationRefusal: Error, Sendable, Hashable {
    public let rejections: NonEmpty<Rejection>

    public init(_ rejections: NonEmpty<Rejection>) {
        self.rejections = rejections
    }

    public init(_ code: Rejection.Code, origin: String, _ message: String) {
        self.init(NonEmpty(Rejection(code, origin: origin, message)))
    }

    /// The first reason as the headline, the others as notes.
    public var diagnostic: Diagnostic {
        let first = rejections.first
        return Diagnostic(
            first.code.rawValue, "\(first.origin): \(first.message)", notes: rejections.rest.map(\.description))
    }
}

extension VerificationRefusal: CustomStringConvertible {
    public var description: String { rejections.array.map(\.description).joined(separator: "\n") }
}
