/// What a token service is asked to allow: never more than what is about to be done.
enum TokenScope: Sendable {
    case reading, writing
}
