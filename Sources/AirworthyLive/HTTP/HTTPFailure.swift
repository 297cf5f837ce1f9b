/// Why there is no answer. A status of any sort is an answer.
struct HTTPFailure: Error, Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case unreachable, timedOut, cancelled
        /// The other side could not prove who it is.
        case untrusted
        /// The connection broke, or what came was not HTTP.
        case broken
        /// A redirect we do not follow.
        case redirect
        /// Plain HTTP where nobody asked for it.
        case plain
    }

    let kind: Kind
    let message: String
}
