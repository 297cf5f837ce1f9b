/// The number of a lease: each one granted for an environment has a higher number than all before it, so that whatever
/// is changed under it can refuse the late hand of an earlier holder. No clock has a part in it.
public struct FencingToken: Sendable, Hashable, Comparable {
    /// Counts from 1.
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }

    public static func < (left: FencingToken, right: FencingToken) -> Bool { left.number < right.number }
}

extension FencingToken: CustomStringConvertible {
    public var description: String { String(number) }
}
